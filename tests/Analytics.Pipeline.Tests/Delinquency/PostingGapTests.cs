using Analytics.Core.Work;
using Analytics.Models.Delinquency;
using Analytics.Pipeline.Delinquency;
using Analytics.Pipeline.Settings;

namespace Analytics.Pipeline.Tests.Delinquency;

public class PostingGapTests
{
    [Theory]
    [InlineData("2024-03-26", true)]
    [InlineData("2024-03-27", false)]
    [InlineData("2024-03-31", false)]
    public void What_is_posted_within_five_days_of_the_close_changes_no_feature(
        string day,
        bool isSeen
    )
    {
        string[] ledger =
        [
            "id,account,type,posting_date,due_date,amount",
            "1,a,invoice,2024-01-05,2024-01-20,50.00",
            "2,a,invoice,2024-02-05,2024-02-20,50.00",
            "3,a,invoice,2024-03-05,2024-03-20,50.00",
            "4,b,invoice,2024-03-31,2024-04-20,50.00",
        ];
        var without = Features(ledger);
        var with = Features([.. ledger, $"5,a,payment,{day},,50.00"]);
        Assert.Equal(isSeen, !without.SequenceEqual(with));
    }

    // of account a at the close of March; the account that began within the gap must not disturb it
    private static double[] Features(string[] ledger)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllLines(folder["ledger.csv"], ledger);
        var resolved = ResolvedSettings.From([
            .. GlobalOptions.All,
            .. ImportOptions.All,
            .. DelinquencyOptions.All,
        ]);
        var data = Receivables.Read(
            DelinquencyRequest.Of(
                [folder["ledger.csv"]],
                resolved,
                PipelineSettings.From(resolved) with
                {
                    AsOf = new DateOnly(2024, 3, 31),
                },
                hasTypes: true,
                new ImportProgress(),
                _ => { }
            ),
            default
        );
        var own = new double[RollFeatures.Names.Count];
        var found = Array.Empty<double>();
        data.VisitEarly(
            view =>
            {
                Assert.Equal(view.Account == 0 ? 3 : 1, view.Closes);
                // states are those of the close itself; money is what this is about
                view.State.AsSpan(0, view.Closes).Fill(2);
                RollModels.Features(
                    view,
                    view.Closes - 1,
                    -1,
                    100,
                    own,
                    new float[RollFeatures.Names.Count]
                );
                found = view.Account == 0 ? [.. own] : found;
            },
            isWanted: true,
            default
        );
        return found;
    }
}
