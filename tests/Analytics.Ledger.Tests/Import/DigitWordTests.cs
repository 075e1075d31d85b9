using System.Text;
using Analytics.Ledger.Import;
using CsCheck;

namespace Analytics.Ledger.Tests.Import;

public sealed class DigitWordTests
{
    // what stands in such fields, and bytes beside the digits in both directions
    private static readonly Gen<string> Text = Gen.Int[0, 30]
        .Array[1, 8]
        .Select(picks => string.Concat(picks.Select(p => "0123456789.,-/:0123456789\0é 012"[p])));

    [Fact]
    public unsafe void A_word_is_the_number_that_the_loop_over_its_bytes_reads() =>
        Text.Sample(
            text =>
            {
                var bytes = Encoding.Latin1.GetBytes(text + "12345678");
                var expected = AmountLiteral.TryParsePlain(
                    bytes.AsSpan(0, text.Length),
                    (byte)'.',
                    out var units,
                    out var scale
                );
                fixed (byte* first = bytes)
                {
                    var isRead = DigitWord.TryDecimal(
                        first,
                        text.Length,
                        (byte)'.',
                        out var word,
                        out var wordScale
                    );
                    // a sign is left to the loop
                    Assert.Equal(expected && text[0] != '-', isRead);
                    if (isRead)
                    {
                        Assert.Equal((units, scale), ((long)word, wordScale));
                    }
                }
            },
            iter: 200_000
        );

    [Fact]
    public unsafe void Digits_alone_are_read_and_nothing_else() =>
        Text.Sample(
            text =>
            {
                var bytes = Encoding.Latin1.GetBytes(text + "12345678");
                fixed (byte* first = bytes)
                {
                    var isRead = DigitWord.TryDigits(first, text.Length, out var value);
                    Assert.Equal(text.All(char.IsAsciiDigit), isRead);
                    if (isRead)
                    {
                        Assert.Equal(
                            ulong.Parse(text, System.Globalization.CultureInfo.InvariantCulture),
                            value
                        );
                    }
                }
            },
            iter: 200_000
        );
}
