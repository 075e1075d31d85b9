using System.Globalization;
using System.Text;
using Analytics.Core.Money;

namespace Analytics.Core.Tests.Money;

public sealed class DecimalDigitsTests
{
    [Fact]
    public void Digits_are_those_of_the_invariant_text_on_both_sides_of_every_power_of_ten()
    {
        ulong power = 1;
        for (var digits = 0; digits < DecimalDigits.Most; digits++, power = unchecked(power * 10))
        {
            foreach (var value in new[] { power - 1, power, power + 1, (power * 3) + 7 })
            {
                Assert.Equal(value.ToString(CultureInfo.InvariantCulture), Text(value));
            }
        }

        Assert.Equal("18446744073709551615", Text(ulong.MaxValue));
    }

    [Fact]
    public void Every_number_of_up_to_five_digits_is_written_alone_and_beside_other_words()
    {
        for (var value = 0UL; value < 100_000; value++)
        {
            var text = value.ToString(CultureInfo.InvariantCulture);
            Assert.Equal(text, Text(value));
            Assert.Equal("5" + text.PadLeft(8, '0'), Text(500_000_000 + value));
            Assert.Equal("12" + text.PadLeft(16, '0'), Text(120_000_000_000_000_000 + value));
            Assert.Equal(text + "00000042", Text((value * 100_000_000) + 42).PadLeft(9, '0'));
        }
    }

    [Theory]
    [InlineData(0, 1, "0")]
    [InlineData(7, 3, "007")]
    [InlineData(1234, 2, "34")]
    [InlineData(1234, 3, "234")]
    [InlineData(90, 18, "000000000000000090")]
    public void Padded_digits_fill_the_room_from_the_right(ulong value, int room, string expected)
    {
        var target = new byte[room];

        DecimalDigits.WritePadded(value, target);

        Assert.Equal(expected, Encoding.ASCII.GetString(target));
    }

    private static string Text(ulong value)
    {
        var target = new byte[DecimalDigits.Room];
        return Encoding.ASCII.GetString(target, 0, DecimalDigits.Write(value, target));
    }
}
