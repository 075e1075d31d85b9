using Analytics.Core.Delinquency.Losses;
using Analytics.Core.Numerics;
using Analytics.Models.Delinquency;
using Analytics.Pipeline.Steps;

namespace Analytics.Pipeline.Delinquency;

/// <summary>Scores every account as it stands at its last close.</summary>
public static class ScoreStep
{
    private const int Simulations = 400;

    /// <summary>Columns of <c>score</c>.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        "account",
        "state",
        "type",
        "pd_next",
        "pd_12",
        "lgd",
        "ead",
        "expected_loss",
        "score_points",
        "reason_1",
        "reason_2",
        "reason_3",
        "reason_4",
        "model",
        "p_roll",
    ];

    /// <summary>Scores all accounts.</summary>
    public static IReadOnlyList<ScoredAccount> Accounts(
        Receivables data,
        RollModels models,
        Scorecard card,
        CancellationToken stop
    )
    {
        var types = models.Types.For(data);
        var toModel = models.PlacesOf(data.Scale);
        var scored = new ScoredAccount[data.Ids.Count];
        var (own, row) = (new double[RollFeatures.Names.Count], new float[models.Columns]);
        var power = Math.Pow(10, data.MoneyScale);
        data.VisitEarly(
            view =>
            {
                var last = view.Closes - 1;
                var type = types.Of(view, last);
                RollModels.Features(view, last, type, power, own, row);
                var state = toModel[view.State[last]];
                var risk = models.Score(state, type, row);
                var table = Table(own, models.States[state], type < 0 ? "" : types.Names[type]);
                var ead = data.Ledger is null
                    ? double.NaN
                    : (double)view.Looks[last].Exposure / power;
                scored[view.Account] = new ScoredAccount(
                    state,
                    type,
                    risk,
                    ead,
                    Scorecard.Points(card.LogOdds(table, 0)),
                    card.Reasons(table, 0)
                );
            },
            models.Cells.Count > 0 || card.Features.Count > 0,
            stop
        );
        return scored;
    }

    /// <summary>The rows of <c>score</c>.</summary>
    public static IEnumerable<IReadOnlyList<string?>> Rows(
        Receivables data,
        RollModels models,
        IReadOnlyList<ScoredAccount> accounts
    )
    {
        for (var i = 0; i < accounts.Count; i++)
        {
            var a = accounts[i];
            yield return
            [
                data.Ids.Text(i),
                models.States[a.State],
                a.Type < 0 ? "all" : models.Types.Names[a.Type],
                Cells.Of(a.Risk.PdNext),
                Cells.Of(a.Risk.Pd12),
                Cells.Of(models.Lgd),
                double.IsNaN(a.Ead) ? null : Cells.Of(a.Ead),
                double.IsNaN(a.Ead) ? null : Cells.Of(a.Loss(models.Lgd)),
                Cells.Of(a.Points),
                .. Enumerable
                    .Range(0, Scorecard.MostReasons)
                    .Select(r => r < a.Reasons.Count ? a.Reasons[r] : null),
                a.Risk.Model,
                Cells.Of(a.Risk.Roll),
            ];
        }
    }

    /// <summary>Columns of <c>provision.csv</c>.</summary>
    internal static readonly string[] ProvisionColumns =
    [
        "state",
        "accounts",
        "exposure",
        "pd_12",
        "lgd",
        "expected_loss",
        "rate",
    ];

    /// <summary>The provision matrix: exposure and expected loss by state.</summary>
    public static IEnumerable<IReadOnlyList<string?>> Provision(
        IReadOnlyList<ScoredAccount> accounts,
        RollModels models
    )
    {
        for (var s = 0; s < models.States.Count; s++)
        {
            var own = accounts.Where(a => a.State == s).ToList();
            var exposure = own.Sum(a => double.IsNaN(a.Ead) ? 0 : a.Ead);
            var loss = own.Sum(a => double.IsNaN(a.Ead) ? 0 : a.Loss(models.Lgd));
            yield return
            [
                models.States[s],
                Cells.Of(own.Count),
                Cells.Of(exposure),
                own.Count == 0 ? null : Cells.Of(own.Average(a => a.Risk.Pd12)),
                Cells.Of(models.Lgd),
                Cells.Of(loss),
                exposure > 0 ? Cells.Of(loss / exposure) : null,
            ];
        }
    }

    /// <summary>The portfolio's expected loss and the band that 80 of 100 simulated years fall in.</summary>
    public static (double Loss, double Low, double High) Portfolio(
        IReadOnlyList<ScoredAccount> accounts,
        double lgd,
        long seed
    )
    {
        var at = accounts.Where(a => a.Ead > 0 && a.Risk.Pd12 > 0).ToList();
        var losses = new double[Simulations];
        Parallel.For(
            0,
            Simulations,
            year =>
            {
                var chance = new Chance(seed, year);
                var sum = 0.0;
                foreach (var account in at)
                {
                    sum += chance.Uniform() < account.Risk.Pd12 ? lgd * account.Ead : 0;
                }

                losses[year] = sum;
            }
        );
        Array.Sort(losses);
        return (at.Sum(a => a.Loss(lgd)), losses[Simulations / 10], losses[Simulations * 9 / 10]);
    }

    private static LearningTable Table(double[] own, string state, string type)
    {
        var columns = RollFeatures
            .Names.Select((name, f) => LearningColumn.Of(name, [own[f]]))
            .ToList();
        columns.Add(new LearningColumn("state", [], [state]));
        columns.Add(new LearningColumn("type", [], [type]));
        return new LearningTable(columns, 1);
    }
}

/// <summary>A scored account.</summary>
/// <param name="State">Its state, as an index of the models' states.</param>
/// <param name="Type">Its type; -1 where it has none.</param>
/// <param name="Risk">Its risk.</param>
/// <param name="Ead">Exposure in currency units; not-a-number for a panel.</param>
/// <param name="Points">Points of the scorecard.</param>
/// <param name="Reasons">What costs it most.</param>
public sealed record ScoredAccount(
    int State,
    int Type,
    Risk Risk,
    double Ead,
    double Points,
    IReadOnlyList<string> Reasons
)
{
    /// <summary>Expected loss within twelve cycles, in currency units.</summary>
    public double Loss(double lgd) => ExpectedLoss.Of(Risk.Pd12, lgd, Ead);
}
