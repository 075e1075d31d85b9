using Analytics.Core.Faults;
using Analytics.Core.Summaries;
using Analytics.Models.Churn;
using Analytics.Models.Features;

namespace Analytics.Pipeline.Steps.Churn;

/// <summary>The newest window of transactions whose outcome is known: the horizon up to the last day.</summary>
internal static class NewestWindow
{
    /// <summary>Judges a saved model on it.</summary>
    /// <param name="model">A model of transactions.</param>
    /// <param name="days">The customer-days.</param>
    /// <param name="asOfDay">The last day.</param>
    /// <param name="attributes">More columns, one entry per customer of the customer-days.</param>
    /// <param name="options">Seed, returns, threads.</param>
    /// <param name="words">What is judged, in words.</param>
    /// <exception cref="DataFault">Nobody is eligible, only one outcome came, or columns are missing.</exception>
    public static ChurnEvidence Judge(
        ChurnModel model,
        CustomerDays days,
        int asOfDay,
        IReadOnlyList<TextColumn> attributes,
        ChurnOptions options,
        string words
    )
    {
        var horizon = model.Setting.HorizonDays;
        var cutOff = asOfDay - horizon;
        var past = new PastView(days, cutOff, options.NetOfReturns, options.Threads);
        var rows = ChurnFeatures.Build(
            past,
            horizon,
            model.Setting.EligibleDays,
            options.Seed,
            options.Threads
        );
        if (rows.Customers.Length == 0)
        {
            throw new DataFault(
                $"nobody bought in the {Cells.Of(model.Setting.EligibleDays)} days up to {ChurnFeatures.Iso(cutOff)}, a horizon before the end of the data; take a longer export"
            );
        }

        var positive = ChurnFeatures.Outcome(days, rows, horizon);
        var raw = ModelColumns.Of(model, rows, attributes);
        return ChurnJudge.Of(
            model,
            raw,
            positive,
            $"{words}, cut-off {ChurnFeatures.Iso(cutOff)}",
            options
        ) with
        {
            Windows =
            [
                new ChurnWindow(
                    "test",
                    ChurnFeatures.Iso(cutOff),
                    ChurnFeatures.Iso(asOfDay),
                    positive.Length,
                    positive.Count(p => p)
                ),
            ],
            Profit = model.Cut?.Judge(
                new ProfitRows(
                    new ChurnScorer(model).Score(raw),
                    Array.ConvertAll(
                        ChurnValue.AtStake(rows, horizon),
                        value => options.Margin * value
                    ),
                    positive
                ),
                options.Contact,
                options.Seed
            ),
        };
    }
}
