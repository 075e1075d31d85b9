using Analytics.Core.Pyramid;
using Analytics.Core.Segments;
using Analytics.Core.Value;
using Analytics.Reports.Document;
using static System.FormattableString;

namespace Analytics.Reports.Pages;

/// <summary>What to do first: the numbers to remember and the tier and the segments most worth acting on.</summary>
internal static class FirstSection
{
    /// <summary>The blocks of the section.</summary>
    public static IReadOnlyList<Block> Blocks(PageDraft draft)
    {
        List<Block> blocks = [.. ValueSection.Warnings(draft), new KeyFigures([.. Figures(draft)])];
        var actions = Items(draft).ToList();
        if (actions.Count > 0)
        {
            blocks.Add(new Actions(actions));
        }
        else
        {
            draft.Notes.Add(
                "No tier and no segment with advice has brought money, so nothing is proposed to do first."
            );
        }

        return blocks;
    }

    private static IEnumerable<KeyFigure> Figures(PageDraft draft)
    {
        var report = draft.Report;
        yield return new KeyFigure(Wording.Count(report.Customers), draft.Text("figure.customers"));
        if (report.Net is { } net)
        {
            yield return new KeyFigure(draft.Money(net.ToDouble()), draft.Text("figure.net"));
        }

        if (report.Concentration is { } measures && report.Pyramid?.Sum(t => t.ShareValue) > 0)
        {
            yield return new KeyFigure(Wording.Percent(measures.Top20), draft.Text("figure.top20"));
        }

        if (report.Yearly?.Retention is { } retention)
        {
            yield return new KeyFigure(Wording.Percent(retention), draft.Text("figure.retention"));
        }

        if (report.Bucket is { Count: > 0 } bucket)
        {
            yield return new KeyFigure(
                Wording.Count(bucket[^1].Closing),
                draft.Text("figure.active")
            );
        }

        if (report.Lifetime is { IsFit: true } lifetime)
        {
            var (low, high) = (lifetime.Total.Value.Low, lifetime.Total.Value.High);
            yield return new KeyFigure(
                $"{Wording.Short(low)} - {Wording.Short(high)}",
                $"{draft.Text("figure.value")}, {lifetime.Horizon}"
            );
        }
    }

    private static IEnumerable<ActionItem> Items(PageDraft draft)
    {
        var report = draft.Report;
        if (report.Pyramid?.FirstOrDefault(t => t.Customers > 0) is { ShareValue: > 0 } best)
        {
            yield return new ActionItem(
                $"Protect the tier {TierName(report, best.Tier)}: {Wording.Count(best.Customers, "customer")} bring {draft.Money(best.Value.ToDouble())}, {Wording.Percent(best.ShareValue)} of the value.",
                $"Give each of them a name in your team, check that the next order is under way and fix what went wrong before it costs them: one such customer is worth {draft.Money(best.MeanValue!.Value)} on average."
            );
        }

        if (
            report.Lifetime?.Work.OrderByDescending(w => w.Gain - w.Cost).FirstOrDefault() is
            { Customers: > 0 } work
        )
        {
            yield return new ActionItem(
                $"Work through the list: {Wording.Count(work.Customers, "customer")} for the reason {work.Reason.Name()}, {draft.Money(work.AtStake)} at stake.",
                $"worklist.csv holds them with what is at stake for each, best first, down to where a contact costs more than the {Wording.Percent(report.Lifetime.SaveRate)} of it that a contact is assumed to bring."
            );
        }

        foreach (var (verb, row) in Chosen(report.Segments ?? []))
        {
            var last = row.MeanDays is { } days
                ? Invariant($" Their last purchase was {days:N0} days ago on average.")
                : "";
            yield return new ActionItem(
                $"{verb} {SegmentName(report, row.Segment)}: {Wording.Count(row.Customers, "customer")} with {draft.Money(row.NetAmount.ToDouble())} so far, {draft.Money(row.MeanAmount!.Value)} each.",
                row.Segment.Advice + last
            );
        }
    }

    /// <summary>The segment that would take most money away among those silent for longer than the mean customer, and the richest of the others.</summary>
    private static IEnumerable<(string Verb, SegmentRow Row)> Chosen(IReadOnlyList<SegmentRow> all)
    {
        var rows = all.Where(r => r.NetAmount.Units > 0 && r.Segment.Advice.Length > 0)
            .OrderByDescending(r => r.NetAmount.Units)
            .ToList();
        var customers = all.Sum(r => (double)r.Customers);
        var mean = all.Sum(r => (r.MeanDays ?? 0) * r.Customers) / Math.Max(1, customers);
        if (rows.Find(r => r.MeanDays > mean) is { } silent)
        {
            yield return ("Win back", silent);
        }

        if (rows.Find(r => r.MeanDays <= mean) is { } lively)
        {
            yield return ("Keep", lively);
        }
    }

    private static string TierName(RunReport report, Tier tier) =>
        report.Language == "zh" ? $"{tier.Name} ({tier.ChineseName})" : tier.Name;

    private static string SegmentName(RunReport report, Segment segment) =>
        report.Language == "zh" && segment.ChineseName.Length > 0
            ? $"{segment.Name} ({segment.ChineseName})"
            : segment.Name;
}
