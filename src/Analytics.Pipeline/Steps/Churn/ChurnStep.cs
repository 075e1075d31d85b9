using Analytics.Core.Faults;
using Analytics.Core.Summaries;
using Analytics.Models.Churn;
using Analytics.Models.Features;
using Analytics.Pipeline.Runs;
using Analytics.Pipeline.Runs.Reuse;
using Analytics.Pipeline.Settings;

namespace Analytics.Pipeline.Steps.Churn;

/// <summary>Churn inside a run: trained, tested and scored on the same transactions, where they allow it; or scored by the model of the run before, as long as that does not drift.</summary>
/// <param name="Result">The model with its proof; null where the data do not allow one.</param>
/// <param name="Scores">Probability, reasons and value of each customer; null likewise.</param>
/// <param name="Remarks">What to tell.</param>
internal sealed record ChurnStep(
    ChurnResult? Result,
    TransactionScores? Scores,
    IReadOnlyList<string> Remarks
)
{
    private static readonly SettingSpec[] Deciding =
    [
        ImportOptions.Returns,
        ImportOptions.ZeroAmount,
        ChurnTrainOptions.ChurnHorizon,
        ChurnTrainOptions.Eligible,
    ];

    private const string ByContest = "lowest log loss on the choosing window";

    /// <summary>Why it is this model.</summary>
    public string Choice { get; init; } = ByContest;

    /// <summary>The model of the run before that was looked at; empty where there was none.</summary>
    public IReadOnlyList<RunInput> Earlier { get; init; } = [];

    /// <summary>Trains and scores; data that do not allow it end in a remark, not in a fault.</summary>
    public static ChurnStep Run(
        CustomerDays days,
        int asOfDay,
        RunRequest request,
        StepCache steps,
        EarlierRun? earlier
    )
    {
        var before = earlier?.Models([ChurnFiles.Model], ChurnFiles.Read, request, Deciding);
        return steps.Of(
            "churn",
            () => Run(days, asOfDay, request, before),
            days,
            asOfDay,
            request.Churn with
            {
                Threads = 1,
            },
            before?.Key
        );
    }

    private static ChurnStep Run(
        CustomerDays days,
        int asOfDay,
        RunRequest request,
        KeptModel<ChurnModel>? before
    )
    {
        var (kept, why) = Keep(days, asOfDay, request.Churn, before);
        if (kept is not null)
        {
            return kept;
        }

        var options = request.Churn;
        try
        {
            var result = TransactionChurn.Train(days, asOfDay, [], options, request.Say);
            var scores = TransactionScores.Of(
                result.Model,
                new PastView(days, asOfDay, options.NetOfReturns, options.Threads),
                [],
                options,
                new StabilityWatch(result.Model.Schema)
            );
            if (before is null)
            {
                return new ChurnStep(result, scores, []);
            }

            var words = $"trained again: the model of {before.Run} {why}";
            return new ChurnStep(result, scores, ["churn: " + words])
            {
                Choice = $"{ByContest}; {words}",
                Earlier = before.Inputs,
            };
        }
        catch (DataFault fault)
        {
            return new ChurnStep(null, null, [$"churn was not estimated: {fault.Message}"])
            {
                Earlier = before?.Inputs ?? [],
            };
        }
    }

    private static (ChurnStep? Step, string? Why) Keep(
        CustomerDays days,
        int asOfDay,
        ChurnOptions options,
        KeptModel<ChurnModel>? before
    )
    {
        if (before is not { Model: { } model })
        {
            return (null, before?.Why);
        }

        var cutOff = ChurnFeatures.Iso(asOfDay - model.Setting.HorizonDays);
        if (string.CompareOrdinal(model.Training.LabelledTo, cutOff) > 0)
        {
            return (
                null,
                $"has learnt from outcomes up to {model.Training.LabelledTo}, behind the newest cut-off {cutOff}"
            );
        }

        try
        {
            var evidence = NewestWindow.Judge(
                model,
                days,
                asOfDay,
                [],
                options,
                $"out of time: the model of {before.Run}, which learnt from outcomes up to {model.Training.LabelledTo}, on the newest window"
            );
            var watch = new StabilityWatch(model.Schema);
            var scores = TransactionScores.Of(
                model,
                new PastView(days, asOfDay, options.NetOfReturns, options.Threads),
                [],
                options,
                watch
            );
            var drift = ChurnDrift.Of(model, evidence, watch.Result());
            if (drift.IsThere)
            {
                return (null, "has drifted: " + string.Join("; ", drift.Reasons));
            }

            var words = $"the model of {before.Run} is kept: {drift.Words}";
            return (
                new ChurnStep(
                    new ChurnResult(model, evidence with { Remarks = [words] }),
                    scores,
                    ["churn: " + words]
                )
                {
                    Choice = words,
                    Earlier = before.Inputs,
                },
                null
            );
        }
        catch (DataFault fault)
        {
            return (null, "cannot be judged: " + fault.Message);
        }
    }
}
