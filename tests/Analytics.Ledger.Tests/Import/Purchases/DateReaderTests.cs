using System.Text;
using Analytics.Ledger.Import;
using Analytics.Ledger.Import.Purchases;
using Analytics.Ledger.Import.Sniffing;
using CsCheck;

namespace Analytics.Ledger.Tests.Import.Purchases;

/// <summary>What is remembered of dates changes nothing: every field reads as by itself.</summary>
public sealed unsafe class DateReaderTests
{
    private static readonly DateFormat[] Formats =
    [
        new(DateOrder.Ymd),
        new(DateOrder.Compact),
        new(DateOrder.Dmy),
        new(DateOrder.Mdy),
        new(DateOrder.MonthName),
        new(DateOrder.Pattern, "dd.MM.yyyy"),
        new(DateOrder.Pattern, "yyyy-MM-dd HH:mm"),
    ];

    private static readonly Gen<string> Date = Of(
        "2024-02-29",
        "2023-02-29",
        "2024-12-01",
        "2024/1/2",
        "2024 01 02",
        "2024年1月2日",
        "20240102",
        "20241301",
        "1/2/2024",
        "13/2/2024",
        "2/13/2024",
        "1/2/24",
        "01.02.2024",
        "29.02.2023",
        "9 Dec 2011",
        "Dec 9, 2011",
        "",
        "x"
    );

    private static readonly Gen<string> Time = Gen.OneOf(
        Of(
            "",
            " 8:26",
            " 08:26",
            "T08:26",
            " 08:26:13",
            "T08:26:13",
            " 23:59:59",
            " 23:59:60",
            " 24:00:00",
            " 25:00:00",
            " 30:00:00",
            " 08:60:13",
            " 08:26:61",
            " 08:26:1x",
            " 08:26;13",
            " 0\u00A026:13",
            " 08:26:13.5",
            " 8:26 PM",
            "T08:26:13Z",
            " 08:26:13 +01:00",
            "  ",
            " x",
            "5"
        ),
        Gen.Select(Gen.Int[0, 32], Gen.Int[0, 70], Gen.Int[0, 70])
            .Select(t => FormattableString.Invariant($" {t.Item1:00}:{t.Item2:00}:{t.Item3:00}"))
    );

    private static readonly Gen<string[]> Column = Gen.Select(
            Gen.Frequency((9, Gen.Const("")), (1, Gen.Const(" "))),
            Date,
            Time
        )
        .Select(parts => parts.Item1 + parts.Item2 + parts.Item3)
        .Array[1, 120];

    private static Gen<T> Of<T>(params T[] values) =>
        Gen.Int[0, values.Length - 1].Select(i => values[i]);

    [Fact]
    public void A_column_reads_as_its_fields_do() =>
        Gen.Select(Of(Formats), Column)
            .Sample(
                (format, column) =>
                {
                    var reader = new DateReader(format);
                    foreach (var field in column)
                    {
                        var text = Encoding.UTF8.GetBytes(field);
                        var expected =
                            DateLiteral.TryParse(text, format, out var day) ? RowFaultKind.None
                            : DateLiteral.TrimBlanks(text).IsEmpty ? RowFaultKind.DateMissing
                            : RowFaultKind.DateInvalid;
                        // what stands behind the field is another field's
                        byte[] window = [.. text, .. "1:2/3-4 08:26:13"u8];
                        fixed (byte* start = window)
                        {
                            var fault = reader.Read(start, text.Length, out var read);
                            Assert.Equal((field, expected), (field, fault));
                            if (fault == RowFaultKind.None)
                            {
                                Assert.Equal((field, day), (field, read));
                            }
                        }
                    }
                },
                iter: 3_000
            );

    [Fact]
    public void Evidence_of_a_column_is_that_of_its_values() =>
        Column.Sample(
            column =>
            {
                var (together, apart) = (new DateEvidence(), new DateEvidence());
                foreach (var value in column)
                {
                    together.Add(Encoding.UTF8.GetBytes(value));
                    apart.Add(Encoding.UTF8.GetBytes(value));
                    // no date: nothing of the value before is remembered
                    apart.Add("?"u8);
                }

                Assert.Equal(together.Decide(), apart.Decide());
                Assert.Equal(together.IsUndecided, apart.IsUndecided);
                Assert.Equal(
                    together.Share * together.Values,
                    apart.Share * apart.Values,
                    tolerance: 1e-9
                );
            },
            iter: 3_000
        );
}
