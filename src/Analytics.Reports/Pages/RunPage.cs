using Analytics.Reports.Charts;
using Analytics.Reports.Document;
using Analytics.Reports.Writers;

namespace Analytics.Reports.Pages;

/// <summary>The page of a run: what to do first, then where the money is, who the customers are, whether they come back, what they will bring, who is about to leave, who pays late and who moves; at the end the account of rows and what the data could not say.</summary>
public static class RunPage
{
    /// <summary>File name of the page.</summary>
    public const string FileName = "index.html";

    /// <summary>Builds the page.</summary>
    /// <param name="report">The results.</param>
    /// <param name="charts">What <see cref="RunCharts.Draw(RunReport, int)"/> gave for them; empty for a page without pictures.</param>
    public static Page Build(RunReport report, IReadOnlyList<DrawnChart> charts)
    {
        var draft = new PageDraft(report, charts);
        return new Page(
            draft.Text("title"),
            $"{Wording.Count(report.Customers, "customer")}, {draft.Text("as_of")} {Wording.Day(report.AsOf)}",
            report.Language == "zh" ? "zh" : "en",
            [
                new Section("first", draft.Text("first"), FirstSection.Blocks(draft)),
                new Section("money", draft.Text("money"), MoneySection.Blocks(draft)),
                new Section("customers", draft.Text("customers"), CustomersSection.Blocks(draft)),
                new Section("back", draft.Text("back"), BackSection.Blocks(draft)),
                new Section("value", draft.Text("value"), ValueSection.Blocks(draft)),
                new Section("leaving", draft.Text("leaving"), ChurnSection.Blocks(draft)),
                .. report.Debts is { } debts
                    ? [new Section("debts", draft.Text("debts"), DebtSection.Blocks(draft, debts))]
                    : Array.Empty<Section>(),
                new Section("moving", draft.Text("moving"), MovingSection.Blocks(draft)),
                new Section("account", draft.Text("account"), AccountSection.Blocks(draft)),
                new Section("notes", draft.Text("notes"), NotesSection.Blocks(draft)),
            ]
        );
    }

    /// <summary>Draws the charts and writes them, <see cref="FileName"/> and <see cref="RunReportFile.FileName"/>.</summary>
    /// <param name="report">The results.</param>
    /// <param name="threads">Charts drawn at once.</param>
    /// <param name="create">Opens a file of the run directory by its name with <c>/</c>; it is disposed of here.</param>
    public static void Write(RunReport report, int threads, Func<string, Stream> create)
    {
        var charts = RunCharts.Draw(report, threads);
        RunCharts.Write(charts, create);
        using (var file = create(FileName))
        {
            HtmlPageWriter.Write(Build(report, charts), file);
        }

        using var kept = create(RunReportFile.FileName);
        RunReportFile.Write(report, kept);
    }
}
