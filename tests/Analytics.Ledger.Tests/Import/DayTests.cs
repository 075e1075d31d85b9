using Analytics.Core.Faults;
using Analytics.Ledger.Import;
using Analytics.Ledger.Tests.Data;

namespace Analytics.Ledger.Tests.Import;

/// <summary>Placeholder dates and a last day that stands alone.</summary>
public class DayTests
{
    private const string Header = "customer_id,order_date,amount\n";

    [Fact]
    public void The_first_of_1970_is_a_placeholder_where_no_other_day_of_that_year_occurs()
    {
        var (report, rejects) = Run("a,1970-01-01,1\na,1971-01-01,2\na,1971-02-01,3\n");
        Assert.Equal([(2L, 30L, RowFaultKind.SentinelDate)], rejects);
        Assert.Equal(2, report.Total.Accepted.Rows);
    }

    [Theory]
    [InlineData("a,1970-01-01,1\na,1970-06-01,2\n")]
    [InlineData("a,1970-12-31,2\nb,1970-01-01,1\n")]
    public void It_is_a_day_like_others_in_the_data_of_that_year(string rows)
    {
        var (report, rejects) = Run(rows + "c,1900-01-01,1\n");
        Assert.Equal([RowFaultKind.SentinelDate], rejects.Select(r => r.Kind));
        Assert.Equal(2, report.Total.Accepted.Rows);
    }

    [Fact]
    public void The_other_day_of_1970_may_stand_in_another_file()
    {
        using var folder = new TempFolder();
        var (a, b) = (
            folder.Write("a.csv", Header + "a,1970-01-01,1\n"),
            folder.Write("b.csv", Header + "a,1970-01-02,1\n")
        );
        foreach (var way in Imports.Ways(Imports.Plain(a, b)))
        {
            Assert.Equal(2, Imports.Run(way).Report.Total.Accepted.Rows);
        }
    }

    [Fact]
    public void A_last_day_far_behind_all_others_asks_for_the_as_of_day()
    {
        using var folder = new TempFolder();
        var path = folder.Write(
            "a.csv",
            Header + "a,2024-01-01,1\na,2024-01-05,1\na,2042-01-05,1\nb,2024-01-04,1\n"
        );
        foreach (var way in Imports.Ways(Imports.Plain(path)))
        {
            Assert.Contains(
                "--as-of 2024-01-05",
                Imports.FaultOf<DataFault>(way),
                StringComparison.Ordinal
            );
            var (report, _, data) = Imports.Run(way with { AsOf = new DateOnly(2024, 1, 5) });
            Assert.Equal(2, data!.Count);
            Assert.Equal(
                [(Exclusion.AfterAsOf, 1L)],
                report.Total.Excluded.Select(e => (e.Policy, e.Account.Rows))
            );
        }
    }

    [Fact]
    public void A_gap_of_366_days_before_the_last_one_is_still_a_quiet_year()
    {
        var (report, _) = Run("a,2023-01-01,1\na,2024-01-02,1\n");
        Assert.Equal(new DateOnly(2024, 1, 2), report.AsOf);
        using var folder = new TempFolder();
        var path = folder.Write("a.csv", Header + "a,2023-01-01,1\na,2024-01-03,1\n");
        _ = Imports.FaultOf<DataFault>(Imports.Plain(path));
    }

    private static (
        ImportReport Report,
        List<(long Line, long Offset, RowFaultKind Kind)> Rejects
    ) Run(string rows)
    {
        using var folder = new TempFolder();
        var settings = Imports.Plain(folder.Write("a.csv", Header + rows));
        var texts = Imports
            .Ways(settings)
            .SelectMany(w => new[] { Imports.Summary(w), Imports.Days(w) });
        Assert.Single(texts.Distinct(StringComparer.Ordinal));
        var (report, rejects, _) = Imports.Run(settings);
        return (report, rejects.Select(r => (r.Line, r.Offset, r.Kind)).ToList());
    }
}
