using Analytics.Core.Faults;
using Analytics.Core.Summaries;
using Analytics.Models.Churn;
using Analytics.Models.Features;
using Analytics.Pipeline.Runs.Reuse;

namespace Analytics.Pipeline.Steps.Churn;

/// <summary>Churn inside a run: trained, tested and scored on the same transactions, where they allow it.</summary>
/// <param name="Result">The model with its proof; null where the data do not allow one.</param>
/// <param name="Scores">Probability, reasons and value of each customer; null likewise.</param>
/// <param name="Remarks">What to tell.</param>
internal sealed record ChurnStep(
    ChurnResult? Result,
    TransactionScores? Scores,
    IReadOnlyList<string> Remarks
)
{
    /// <summary>Trains and scores; data that do not allow it end in a remark, not in a fault.</summary>
    public static ChurnStep Run(
        CustomerDays days,
        int asOfDay,
        RunRequest request,
        StepCache steps
    ) =>
        steps.Of(
            "churn",
            () => Run(days, asOfDay, request),
            days,
            asOfDay,
            request.Churn with
            {
                Threads = 1,
            }
        );

    private static ChurnStep Run(CustomerDays days, int asOfDay, RunRequest request)
    {
        var options = request.Churn;
        try
        {
            var result = TransactionChurn.Train(days, asOfDay, [], options, request.Say);
            var watch = new StabilityWatch(result.Model.Schema);
            var past = new PastView(days, asOfDay, options.NetOfReturns, options.Threads);
            var scores = TransactionScores.Of(result.Model, past, [], options, watch);
            return new ChurnStep(result, scores, []);
        }
        catch (DataFault fault)
        {
            return new ChurnStep(null, null, [$"churn was not estimated: {fault.Message}"]);
        }
    }
}
