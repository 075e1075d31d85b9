using System.Globalization;
using Analytics.Core.Fitting;
using Analytics.Pipeline.Settings;

namespace Analytics.Pipeline.Steps.Lifetime;

/// <summary>Says in sentences what lifetime values rest on, the worst news first.</summary>
internal static class LifetimeRemarks
{
    private const double MuchCorrelation = 0.2;

    public static IReadOnlyList<string> Of(LifetimeResult result, LifetimeSettings settings)
    {
        var remarks = new List<string>();
        if (!result.IsFit)
        {
            remarks.Add(
                "NOT_FIT: "
                    + result.Choice.Words
                    + ". p_alive is left blank, and the intervals hold chance alone"
            );
        }

        var proofs = result.OfChosen.ToList();
        if (proofs.Count > 0)
        {
            var (own, naive) = (
                proofs.Average(b => b.Scores!.Errors.Mae),
                proofs.Average(b => b.BaselineMae)
            );
            var cuts = proofs.Count == 1 ? "one cut-off" : Text($"{proofs.Count} cut-offs");
            remarks.Add(
                result.LosesToBaseline
                    ? Text(
                        $"The model loses to a naive baseline: at {cuts} it was off by {own:F3} purchases per customer over {proofs[^1].HorizonDays} days, the best baseline by {naive:F3}. Read single customers' numbers with care"
                    )
                    : Text(
                        $"Back-test at {cuts}: off by {own:F3} purchases per customer over {proofs[^1].HorizonDays} days, the best naive baseline by {naive:F3}"
                    )
            );
            var held = proofs.Count(b =>
                b.Scores!.Total is { } total && b.Actual >= total.Low && b.Actual <= total.High
            );
            remarks.Add(
                Text(
                    $"The total that came lay in its 80 % interval at {held} of {proofs.Count}: intervals hold chance and the parameters, not that times change"
                )
            );
            var last = proofs[^1];
            if (last.Scores!.ByWeek.IsFlagged)
            {
                remarks.Add(
                    Text(
                        $"The weekly totals lean to one side: {last.Scores.Predicted:F0} purchases were foretold and {last.Actual:F0} came, tracking signal {last.Scores.ByWeek.TrackingSignal:F1} (beyond 6 is flagged)"
                    )
                );
            }
        }
        else if (result.IsFit)
        {
            remarks.Add(
                "No back-test: the data span too little time before and after any cut-off, so the values are not proven"
            );
        }

        if (result.IsFit)
        {
            remarks.Add("Model: " + result.Choice.Words);
        }

        if (result.Choice.Name.StartsWith("bg-", StringComparison.Ordinal) && result.IsFit)
        {
            remarks.Add(
                $"{result.Choice.Name} takes every one-time buyer to be alive: p_alive is 1 and value_at_risk 0 for them by construction"
            );
        }

        if (result.SeasonWords is { } season)
        {
            remarks.Add(season);
        }

        remarks.Add("Spend: " + result.SpendEstimates.Words);
        if (result.Spend is { IsFit: true } spend && Math.Abs(spend.Correlation) > MuchCorrelation)
        {
            remarks.Add(
                Text(
                    $"Frequency and spend go together (correlation {spend.Correlation:F2}), which the spend model assumes away: values of frequent buyers are drawn too far towards the mean"
                )
            );
        }

        if (result.ReturnsFactor < 1)
        {
            remarks.Add(
                Text(
                    $"Values are multiplied by {result.ReturnsFactor:F4}, because that share of gross sales is not returned"
                )
            );
        }

        return remarks;
    }

    private static string Text(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture);
}
