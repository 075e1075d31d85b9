using System.Globalization;
using System.Numerics;
using System.Text;
using Analytics.Core.Money;
using Analytics.Ledger.Import;
using CsCheck;

namespace Analytics.Ledger.Tests.Import;

public class AmountLiteralTests
{
    private static readonly Gen<Int128> Units = Gen.Select(
        Gen.Long,
        Gen.Int[0, 999_999_999],
        Gen.Bool,
        (a, b, wide) => wide ? ((Int128)a * 1_000_000_000) + b : a >> (b % 64)
    );

    [Fact]
    public void What_money_prints_is_read_back() =>
        Gen.Select(Units, Gen.Int[2, 18], Gen.Bool)
            .Where(t => !IsTooLarge(t.Item1, t.Item2))
            .Sample(t =>
            {
                var (units, scale, comma) = t;
                var text = MoneyText.Format(units, scale);
                var mark = comma ? ',' : '.';
                Assert.Equal(
                    (RowFaultKind.None, units, scale),
                    Parse(text.Replace('.', mark), mark)
                );
            });

    [Fact]
    public void The_short_way_reads_what_the_long_way_reads() =>
        Gen.Select(
                Gen.OneOf("", "-", "$", "€", "£", "¥", "-$", "$-", "--", "$$", "-€-", "₹", "+"),
                Gen.OneOf(
                    Gen.Long[0, 99_999_999_999]
                        .Select(n => n.ToString("#,##0", CultureInfo.InvariantCulture)),
                    Gen.String[Gen.Char["0123456789,."], 0, 26],
                    Gen.Int[0, 9999].Select(n => n.ToString(CultureInfo.InvariantCulture))
                ),
                Gen.OneOf("", ".5", ".50", ",50", ".", "e3", " "),
                Gen.Bool
            )
            .Sample(
                (head, digits, tail, comma) =>
                {
                    var mark = comma ? ',' : '.';
                    var text = Encoding.UTF8.GetBytes(head + digits + tail);
                    if (
                        !AmountLiteral.TryParseMarked(
                            text,
                            (byte)mark,
                            out var units,
                            out var scale
                        )
                    )
                    {
                        return;
                    }

                    var fault = AmountLiteral.ParseAny(
                        text,
                        mark,
                        out var expected,
                        out var decimals
                    );
                    Assert.Equal((RowFaultKind.None, expected, decimals), (fault, units, scale));
                },
                iter: 20_000
            );

    [Theory]
    [InlineData("$1,234.50", '.', 123450, 2)]
    [InlineData("-$45.08", '.', -4508, 2)]
    [InlineData("€-1.234.567", ',', -1234567, 0)]
    [InlineData("£.5", '.', 5, 1)]
    public void The_short_way_takes_the_common_forms(string text, char mark, long units, int scale)
    {
        Assert.True(
            AmountLiteral.TryParseMarked(
                Encoding.UTF8.GetBytes(text),
                (byte)mark,
                out var found,
                out var decimals
            )
        );
        Assert.Equal((units, scale), (found, decimals));
    }

    [Fact]
    public void Groups_signs_and_currency_change_no_value() =>
        Gen.Select(
                Gen.Long[-999_999_999_999, 999_999_999_999],
                Gen.OneOf("{0}", "${0}", "{0} €", "USD {0}", "{0} CNY", "¥{0}", "￥{0}", " {0}\t"),
                Gen.OneOf(",", "'", " ", "\u00A0", "\u202F", "")
            )
            .Sample(
                (units, frame, group) =>
                {
                    var digits = (Math.Abs(units) / 100m).ToString(
                        "#,##0.00",
                        CultureInfo.InvariantCulture
                    );
                    var plain = string.Format(
                        CultureInfo.InvariantCulture,
                        frame,
                        digits.Replace(",", group, StringComparison.Ordinal)
                    );
                    var expected = (RowFaultKind.None, (Int128)Math.Abs(units), 2);
                    Assert.Equal(expected, Parse(plain, '.'));
                    if (units >= 0)
                    {
                        return;
                    }

                    var negative = (RowFaultKind.None, (Int128)units, 2);
                    Assert.Equal(negative, Parse("-" + plain.Trim(), '.'));
                    Assert.Equal(negative, Parse(plain.Trim() + "-", '.'));
                    Assert.Equal(negative, Parse("(" + plain.Trim() + ")", '.'));
                    Assert.Equal(negative, Parse("\u2212" + plain.Trim(), '.'));
                }
            );

    [Fact]
    public void The_plain_parser_agrees_with_the_full_one_on_everything_it_takes() =>
        Gen.OneOf('0', '1', '9', '5', '.', ',', '-', '+', 'e', ' ', '\'')
            .Array[0, 21]
            .Sample(
                chars =>
                {
                    var text = new string(chars);
                    foreach (var mark in ".,")
                    {
                        if (
                            AmountLiteral.TryParsePlain(
                                Encoding.UTF8.GetBytes(text),
                                (byte)mark,
                                out var units,
                                out var scale
                            )
                        )
                        {
                            Assert.Equal(
                                (RowFaultKind.None, (Int128)units, scale),
                                Parse(text, mark)
                            );
                            Assert.Equal(ByBigInteger(text.Replace(mark, '.')), (units, scale));
                        }
                    }
                },
                iter: 20_000
            );

    [Fact]
    public void Under_a_decimal_comma_the_text_means_what_it_means_under_a_point_with_both_swapped() =>
        Gen.OneOf('0', '1', '9', '.', ',', '-', 'e', ' ')
            .Array[1, 12]
            .Sample(
                chars =>
                {
                    var text = new string(chars);
                    var swapped = text.Replace('.', '#').Replace(',', '.').Replace('#', ',');
                    Assert.Equal(Parse(text, '.'), Parse(swapped, ','));
                },
                iter: 20_000
            );

    [Theory]
    [InlineData("", RowFaultKind.AmountMissing)]
    [InlineData(" \t ", RowFaultKind.AmountMissing)]
    [InlineData("NaN", RowFaultKind.AmountInvalid)]
    [InlineData("Infinity", RowFaultKind.AmountInvalid)]
    [InlineData("-inf", RowFaultKind.AmountInvalid)]
    [InlineData("-", RowFaultKind.AmountInvalid)]
    [InlineData(".", RowFaultKind.AmountInvalid)]
    [InlineData("1.", RowFaultKind.AmountInvalid)]
    [InlineData("--5", RowFaultKind.AmountInvalid)]
    [InlineData("(-5)", RowFaultKind.AmountInvalid)]
    [InlineData("-(5)", RowFaultKind.AmountInvalid)]
    [InlineData("1,23", RowFaultKind.AmountInvalid)]
    [InlineData("0,123", RowFaultKind.AmountInvalid)]
    [InlineData("1,234,56", RowFaultKind.AmountInvalid)]
    [InlineData("1.2.3", RowFaultKind.AmountInvalid)]
    [InlineData("12 apples", RowFaultKind.AmountInvalid)]
    [InlineData("0x10", RowFaultKind.AmountInvalid)]
    [InlineData("1e", RowFaultKind.AmountInvalid)]
    [InlineData("1e400", RowFaultKind.AmountOutOfRange)]
    [InlineData("1e18", RowFaultKind.AmountOutOfRange)]
    [InlineData("1000000000000000000", RowFaultKind.AmountOutOfRange)]
    [InlineData("1e-19", RowFaultKind.AmountOutOfRange)]
    [InlineData("0.0000000000000000001", RowFaultKind.AmountOutOfRange)]
    [InlineData("999999999999999999", RowFaultKind.None)]
    [InlineData("999999999999999999.999999999999999999", RowFaultKind.None)]
    [InlineData("1.00000000000000000000000000000000000000000000", RowFaultKind.None)]
    [InlineData("0e400", RowFaultKind.None)]
    public void Odd_texts_are_refused_for_the_right_reason(string text, RowFaultKind expected) =>
        Assert.Equal(expected, Parse(text, '.').Fault);

    [Theory]
    [InlineData("1.5e3", 1500, 0)]
    [InlineData("1.50e1", 150, 1)]
    [InlineData("25E-4", 25, 4)]
    [InlineData("+7", 7, 0)]
    [InlineData(".5", 5, 1)]
    [InlineData("-.5", -5, 1)]
    [InlineData("$ -1,234.50", -123450, 2)]
    [InlineData("007", 7, 0)]
    public void Other_forms_have_their_value(string text, long units, int scale) =>
        Assert.Equal((RowFaultKind.None, (Int128)units, scale), Parse(text, '.'));

    private static (RowFaultKind Fault, Int128 Units, int Scale) Parse(string text, char mark)
    {
        var fault = AmountLiteral.Parse(
            Encoding.UTF8.GetBytes(text),
            mark,
            out var units,
            out var scale
        );
        return (fault, units, scale);
    }

    private static (long Units, int Scale) ByBigInteger(string text)
    {
        var at = text.IndexOf('.', StringComparison.Ordinal);
        var digits = text.Replace(".", "", StringComparison.Ordinal);
        return (
            (long)BigInteger.Parse(digits, CultureInfo.InvariantCulture),
            at < 0 ? 0 : text.Length - 1 - at
        );
    }

    private static bool IsTooLarge(Int128 units, int scale) =>
        BigInteger.Abs(units) >= BigInteger.Pow(10, 18 + scale);
}
