using Analytics.Core.Delinquency.Rolls;
using Analytics.Core.Faults;

namespace Analytics.Pipeline.Delinquency;

/// <summary>What a plan rests on once everything is read.</summary>
/// <param name="Cases">The accounts, their chains and their money.</param>
/// <param name="Plan">What was asked, with estimated effects in the place of assumed ones.</param>
/// <param name="Log">The treatment log, or null.</param>
/// <param name="Data">The receivables; null where a matrix was given alone.</param>
public sealed record PlanSetup(
    PlanCases Cases,
    PlanRequest Plan,
    TreatmentLog? Log,
    Receivables? Data
)
{
    /// <summary>Reads the receivables, the matrix, the log.</summary>
    /// <param name="request">What is read.</param>
    /// <param name="plan">What is planned.</param>
    /// <param name="stop">Ends the work.</param>
    /// <exception cref="UsageFault">Neither receivables nor a matrix is given.</exception>
    public static PlanSetup Read(
        DelinquencyRequest request,
        PlanRequest plan,
        CancellationToken stop
    )
    {
        plan = plan with { Threads = request.Shared.Threads };
        var given = plan.Matrix is null ? null : MatrixFile.Read(plan.Matrix);
        Receivables? data = null;
        PlanCases cases;
        if (!request.HasInput)
        {
            cases = PlanCases.OfMatrix(
                given
                    ?? throw new UsageFault(
                        "name the receivables, or a transition matrix with --matrix FILE"
                    ),
                plan
            );
        }
        else
        {
            var trained = plan.Models is null ? null : RiskFiles.ReadTransitions(plan.Models);
            data = Receivables.Read(trained?.Fitting(request) ?? request, stop);
            cases = PlanCases.OfData(
                data,
                trained ?? Counted(request, data, given, stop),
                plan,
                request.Say,
                stop
            );
        }

        if (plan.Treatments is not { } path)
        {
            return new PlanSetup(cases, plan, null, data);
        }

        var log = TreatmentLog.Read(path, plan.Treatment, cases);
        if (data is not null && log.Accounts.Unknown > 0)
        {
            request.Say(
                FormattableString.Invariant(
                    $"treatment log: {log.Accounts.Unknown} of {log.Accounts.All} accounts are not among the receivables; their rows tell effects as those of a type of their own"
                )
            );
        }

        return new PlanSetup(
            log.Untreated(cases),
            plan with
            {
                Treatment = log.Estimated(),
            },
            log,
            data
        );
    }

    // the chains of the data themselves, or the one that was given
    private static RollModels Counted(
        DelinquencyRequest request,
        Receivables data,
        TransitionMatrix? given,
        CancellationToken stop
    )
    {
        var types = AccountTypes.Of(data, request.Types, int.MaxValue, request.Shared.Seed, stop);
        Say(request, types.Remark);
        var rolls = RollTable.Count(data, types, int.MaxValue, stop);
        var models = RollModels.Of(data, types, rolls, [], (double.NaN, ""));
        return given is null
            ? models
            : models with
            {
                Matrices = Enumerable
                    .Repeat(Ordered(given, models.States), models.Matrices.Count)
                    .ToList(),
            };
    }

    private static TransitionMatrix Ordered(TransitionMatrix given, IReadOnlyList<string> states)
    {
        var at = states.Select(s => given.States.ToList().IndexOf(s)).ToArray();
        if (at.Contains(-1) || given.Count != states.Count)
        {
            throw new DataFault(
                $"--matrix has the states {string.Join(", ", given.States)}; the data have {string.Join(", ", states)}; give a matrix of these states"
            );
        }

        var cells = new double[states.Count * states.Count];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = given[at[i / states.Count], at[i % states.Count]];
        }

        return TransitionMatrix.Of(states, cells);
    }

    private static void Say(DelinquencyRequest request, string remark)
    {
        if (remark.Length > 0)
        {
            request.Say(remark);
        }
    }
}
