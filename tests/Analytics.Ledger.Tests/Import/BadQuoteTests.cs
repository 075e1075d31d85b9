using System.Text;
using Analytics.Ledger.Import;
using Analytics.Ledger.Tests.Data;

namespace Analytics.Ledger.Tests.Import;

/// <summary>An unclosed quote and an endless line cost their own line and nothing else.</summary>
public class BadQuoteTests
{
    [Fact]
    public void Behind_an_unclosed_quote_reading_resumes_on_the_next_line() =>
        new FaultyFile()
            .Good(4)
            .Bad(RowFaultKind.UnclosedQuote, "c1,2024-01-01,1,1.00,\"never closed")
            .Good(1)
            .Check();

    [Fact]
    public void A_quote_left_open_up_to_the_next_quoted_row_costs_its_own_line() =>
        new FaultyFile("\r\n")
            .Good(4)
            .Bad(RowFaultKind.UnclosedQuote, "\"c1,2024-01-01,1,1.00,")
            .Good(8)
            .Bad(RowFaultKind.UnclosedQuote, "c1,2024-01-01,1,\"1.00,")
            .Good(3)
            .Check();

    [Fact]
    public void Where_the_quote_opens_on_a_later_line_the_record_ends_there() =>
        new FaultyFile()
            .Good(4)
            .Bad(RowFaultKind.UnclosedQuote, "\"c1\nc2\",2024-01-01,1,1.00,\"open")
            .Good(6)
            .Check();

    [Fact]
    public void The_last_row_may_hold_the_unclosed_quote() =>
        new FaultyFile().Good(4).Bad(RowFaultKind.UnclosedQuote, "\"").Check();

    [Fact]
    public void A_quote_open_for_more_than_a_megabyte_costs_its_own_line()
    {
        var file = new FaultyFile()
            .Good(20)
            .Bad(RowFaultKind.UnclosedQuote, "c1,2024-01-01,1,1.00,\"open");
        for (var i = 0; i < 30_000; i++)
        {
            file.Add("c1,2024-02-01,77,0.50,not quoted at all"u8.ToArray());
        }

        file.Bad(RowFaultKind.StrayQuote, "c1,2024-01-01,1,1.00,closed\"");
        CheckLarge(file, accepted: 30_020);
    }

    [Fact]
    public void A_quoted_text_of_less_than_a_megabyte_is_a_row()
    {
        var file = new FaultyFile().Good(20);
        file.Add(
            Encoding.ASCII.GetBytes(
                "c1,2024-02-01,77,0.50,\""
                    + string.Concat(Enumerable.Repeat("line\n", 200_000))
                    + "\""
            )
        );
        file.Bad(RowFaultKind.DateMissing, "c1,,1,1.00,").Good(5);
        CheckLarge(file, accepted: 26);
    }

    [Fact]
    public void A_long_line_that_ends_in_another_part_is_one_fault()
    {
        // many delimiters, so that the line looks like rows to whoever starts inside it
        var line = string.Concat(Enumerable.Repeat("c1,2024-01-01,1,1.00,", 150_000));
        var file = new FaultyFile()
            .Good(9)
            .Bad(RowFaultKind.RecordTooLong, line)
            .Good(9)
            .Bad(RowFaultKind.RecordTooLong, line[..1_100_000])
            .Good(4);
        CheckLarge(file, accepted: 22);
        CheckLarge(file, accepted: 22, partBytes: 700_000);
    }

    private static void CheckLarge(FaultyFile file, int accepted, long partBytes = 100_000)
    {
        using var folder = new TempFolder();
        var settings = Imports.Plain(folder.Write("a.csv", file.Bytes));
        foreach (
            var tuning in new[]
            {
                ImportTuning.Default,
                ImportTuning.Default with
                {
                    PartBytes = partBytes,
                    BufferBytes = 64,
                },
                ImportTuning.Default with
                {
                    PartBytes = partBytes + 7,
                    BufferBytes = 1 << 23,
                },
            }
        )
        {
            var (report, rejects, _) = Imports.Run(settings with { Tuning = tuning });
            Assert.Equal(file.Faults, rejects.Select(r => (r.Line, r.Offset, r.Kind)));
            Assert.Equal(accepted, report.Total.Accepted.Rows);
        }
    }
}
