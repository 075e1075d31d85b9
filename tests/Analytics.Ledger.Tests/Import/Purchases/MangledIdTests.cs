using System.Text;
using Analytics.Ledger.Import.Purchases;
using CsCheck;

namespace Analytics.Ledger.Tests.Import.Purchases;

public class MangledIdTests
{
    [Theory]
    [InlineData("1.23E+15")]
    [InlineData("1,23E+15")]
    [InlineData("1E+11")]
    [InlineData("1e11")]
    [InlineData("1.23457E+15")]
    [InlineData("9.9e100")]
    [InlineData("1.2E+015")]
    public void A_rounded_number_is_mangled(string id) => Assert.True(IsMangled(id));

    [Theory]
    [InlineData("")]
    [InlineData("1E5")]
    [InlineData("1.23E+10")]
    [InlineData("1.234567E+15")]
    [InlineData("1.23E-15")]
    [InlineData("17850.0")]
    [InlineData("E+15")]
    [InlineData("1.23E+15X")]
    [InlineData("A1E15")]
    [InlineData("1.2.3E+15")]
    [InlineData("123E")]
    [InlineData("-1.23E+15")]
    [InlineData("123456789012")]
    public void Any_other_id_is_not(string id) => Assert.False(IsMangled(id));

    [Fact]
    public unsafe void The_quick_look_misses_none() =>
        Gen.OneOf('0', '1', '9', '.', ',', 'E', 'e', '+', '-')
            .Array[0, 15]
            .Sample(
                chars =>
                {
                    // sixteen bytes are readable around every id
                    var text = new byte[48];
                    Encoding.ASCII.GetBytes(chars, 0, chars.Length, text, 16);
                    fixed (byte* first = text)
                    {
                        Assert.True(
                            MangledId.MayBeMangled(first + 16, chars.Length)
                                || !IsMangled(new string(chars))
                        );
                    }
                },
                iter: 100_000
            );

    private static bool IsMangled(string id) => MangledId.IsMangled(Encoding.ASCII.GetBytes(id));
}
