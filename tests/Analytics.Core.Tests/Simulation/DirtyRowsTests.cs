using Analytics.Core.Faults;
using Analytics.Core.Simulation;

namespace Analytics.Core.Tests.Simulation;

public class DirtyRowsTests
{
    private static readonly SimulationSettings Small = new() { Customers = 300, Seed = 5 };

    private static readonly DirtyPlan FourOfEach = new()
    {
        Counts = DirtyKind.All.ToDictionary(
            kind => kind,
            kind => kind == DirtyKind.UnclosedQuote ? 1 : 4
        ),
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Each_dirty_row_is_found_where_the_truth_says_and_nowhere_else(bool shuffled)
    {
        var export = Export.Of(Small with { Dirty = FourOfEach, Shuffled = shuffled });
        var found = Found(export);
        foreach (var tally in export.Truth.Dirty)
        {
            Assert.Equal(tally.Kind == DirtyKind.UnclosedQuote ? 1 : 4, tally.Rows);
            Assert.Equal(tally.Places, found[tally.Kind]);
        }

        Assert.Equal(DirtyKind.All.Count, export.Truth.Dirty.Count);
    }

    [Fact]
    public void Without_its_dirty_rows_the_export_is_the_clean_one()
    {
        // the unclosed quote keeps quoted products out of the last rows, so it is left out here
        var plan = FourOfEach with
        {
            Counts = FourOfEach
                .Counts.Where(pair => pair.Key != DirtyKind.UnclosedQuote)
                .ToDictionary(),
        };
        var dirty = Export.Of(Small with { Dirty = plan });
        var places = dirty
            .Truth.Dirty.SelectMany(tally => tally.Places)
            .Select(place => place.Line)
            .ToHashSet();
        Assert.Equal(
            Export.Of(Small).Lines().Select(line => line.Text),
            dirty.Lines().Where(line => !places.Contains(line.Line)).Select(line => line.Text)
        );
    }

    [Fact]
    public void Behind_the_unclosed_quote_stand_clean_rows_without_any_quote()
    {
        var export = Export.Of(Small with { Dirty = DirtyPlan.Parse("unclosed-quote=1") });
        var place = Assert.Single(Assert.Single(export.Truth.Dirty).Places);
        var tail = export.Lines().Where(line => line.Line > place.Line).ToList();
        Assert.Equal(5, tail.Count);
        Assert.All(tail, line => Assert.DoesNotContain('"', line.Text));
    }

    [Fact]
    public void A_share_is_spread_over_all_kinds()
    {
        var truth = Export.Of(Small with { Dirty = DirtyPlan.Parse("5%") }).Truth;
        Assert.Equal(DirtyKind.All.Count, truth.Dirty.Count);
        var others = truth.Dirty.Where(tally => tally.Kind != DirtyKind.UnclosedQuote).ToList();
        Assert.InRange(others.Max(t => t.Rows) - others.Min(t => t.Rows), 0, 1);
        Assert.InRange(
            truth.Dirty.Sum(t => t.Rows),
            0.04 * truth.CleanRows,
            0.05 * truth.CleanRows
        );
    }

    [Theory]
    [InlineData("bad-data=3", "bad-date")]
    [InlineData("bad-date", "share")]
    [InlineData("bad-date=x", "bad-date=COUNT")]
    [InlineData("bad-date=-1", "bad-date=COUNT")]
    [InlineData("unclosed-quote=2", "at most one")]
    [InlineData("60%", "50%")]
    public void A_plan_that_cannot_be_read_is_refused_with_its_remedy(string text, string remedy) =>
        Assert.Contains(
            remedy,
            Assert.Throws<UsageFault>(() => DirtyPlan.Parse(text)).Message,
            StringComparison.Ordinal
        );

    private static Dictionary<DirtyKind, List<DirtyPlace>> Found(Export export)
    {
        var found = DirtyKind.All.ToDictionary(kind => kind, _ => new List<DirtyPlace>());
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (line, offset, text) in export.Lines())
        {
            if (Kind(text, seen) is { } kind)
            {
                found[kind].Add(new DirtyPlace(line, offset));
            }
        }

        return found;
    }

    private static DirtyKind? Kind(string text, HashSet<string> seen)
    {
        if (text.Count(c => c == '"') % 2 == 1)
        {
            return DirtyKind.UnclosedQuote;
        }

        var fields = Export.Fields(text);
        return fields switch
        {
            { Count: not 8 } => DirtyKind.WrongFieldCount,
            [_, "", ..] => DirtyKind.MissingCustomer,
            [_, var id, ..] when id.Contains("E+", StringComparison.Ordinal) => DirtyKind.ExcelId,
            [_, _, "1900-01-01" or "0001-01-01" or "9999-12-31", ..] => DirtyKind.SentinelDate,
            [_, _, "2024-02-30" or "2024-13-01" or "yesterday" or "", ..] => DirtyKind.BadDate,
            [_, _, _, var product, ..] when product.Contains('\0') => DirtyKind.NulByte,
            [_, _, _, var product, ..] when product.Any(c => c > 127) => DirtyKind.BadUtf8,
            [.., "NaN" or "Infinity" or "-inf"] => DirtyKind.NanAmount,
            [.., "0.00"] => DirtyKind.ZeroAmount,
            [.., { Length: > 40 }] => DirtyKind.OverflowAmount,
            [.., "n/a" or "--"] or [.., "12.9.5" or "1O.00", _] => DirtyKind.BadAmount,
            _ => seen.Add(text) ? null : DirtyKind.DuplicateLine,
        };
    }
}
