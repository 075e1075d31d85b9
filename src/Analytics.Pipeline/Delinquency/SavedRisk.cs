using Analytics.Core.Faults;
using Analytics.Models.Delinquency;

namespace Analytics.Pipeline.Delinquency;

/// <summary>Risk models of rolls as an earlier run saved them.</summary>
/// <param name="Models">Types, chains and transition models.</param>
/// <param name="Card">The scorecard.</param>
/// <param name="Boosted">The boosted trees.</param>
/// <param name="Learnt">What they were learnt from.</param>
internal sealed record SavedRisk(
    RollModels Models,
    Scorecard Card,
    BoostedScore Boosted,
    RiskRecord Learnt
)
{
    /// <summary>The models with their proof on cycles later than all they learnt from; rolls are counted anew, by the types of the models.</summary>
    /// <param name="data">The receivables.</param>
    /// <param name="request">Seed and threads.</param>
    /// <param name="assumedLgd">Loss given default where the data cannot tell it.</param>
    /// <param name="stop">Ends the work.</param>
    /// <exception cref="DataFault">The data have other states, or no later cycles with rolls to judge by.</exception>
    public TrainedRolls Judged(
        Receivables data,
        DelinquencyRequest request,
        double assumedLgd,
        CancellationToken stop
    )
    {
        var windows = Windows.Of(data, stop);
        if (!data.Scale.Names.SequenceEqual(Models.States, StringComparer.Ordinal))
        {
            throw new DataFault(
                $"the models know the states {string.Join(", ", Models.States)}; the data have {string.Join(", ", data.Scale.Names)}"
            );
        }

        if (Models.LearntTo is not { } cycle || cycle > windows.ChooseEnd)
        {
            throw new DataFault(
                "the models have learnt from the cycles that they would be judged by"
            );
        }

        if (
            Models.Types.IsColumn
            && data.TypeNames.Except(Models.Types.Names, StringComparer.Ordinal).Any()
        )
        {
            throw new DataFault("the data have types that the models do not know");
        }

        var types = Models.Types.For(data);
        var rows = RollTraining.Collect(data, types, windows, testAccounts: 1, stop);
        var rolls = RollTable.Count(data, types, int.MaxValue, stop);
        return new TrainedRolls(
            rolls,
            RollModels.Of(
                data,
                types,
                rolls,
                Models.Cells,
                RollTraining.LossGivenDefault(data, assumedLgd, stop)
            ) with
            {
                LearntTo = cycle,
            },
            RiskModels.Judge(
                Card,
                Boosted,
                rows.Case(windows, isJudged: true),
                Learnt,
                request.Shared.Seed,
                request.Shared.Threads
            ),
            [
                .. Models
                    .Cells.SelectMany(cell => cell.Judge(rows.Of(cell.State)))
                    .OrderBy(cell => cell.Type),
            ]
        );
    }
}
