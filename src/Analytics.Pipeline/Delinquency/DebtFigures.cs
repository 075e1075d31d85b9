using Analytics.Core.Delinquency;
using Analytics.Core.Delinquency.Losses;
using Analytics.Core.Delinquency.Rolls;
using Analytics.Core.Time;
using Analytics.Pipeline.Steps;
using Analytics.Reports.Document;
using Analytics.Reports.Pages;

namespace Analytics.Pipeline.Delinquency;

/// <summary>What page and charts of a run say of receivables, and the tables with the same numbers.</summary>
/// <param name="data">The receivables.</param>
/// <param name="rolls">Their rolls.</param>
/// <param name="stop">Ends the work.</param>
internal sealed class DebtFigures(Receivables data, RollTable rolls, CancellationToken stop)
{
    private readonly List<DebtAge> _ageing = Age(data, stop);

    /// <summary>The figures.</summary>
    public DebtReport Report(
        IReadOnlyList<ScoredAccount> scored,
        RollModels models,
        PlanRequest plan,
        PlanChoice choice
    ) =>
        new()
        {
            Accounts = data.Ids.Count,
            Lgd = models.Lgd,
            LgdSource = models.LgdSource,
            States = data.Scale.Names,
            Standing = models
                .States.Select((name, s) => Standing(name, s, scored, models))
                .ToList(),
            Rolls = rolls
                .All.Rolls.Cells()
                .Select(c => new DebtRoll(c.From, c.To, c.Count, c.Share.Share))
                .ToList(),
            Board = Cells(),
            Ageing = _ageing,
            Vintages = RollTraining
                .VintagePoints(data, stop)
                .Select(p => new DebtVintage(
                    RollTraining.Cohort(data, p),
                    p.Months,
                    p.Accounts,
                    (double)p.Ever / p.Accounts
                ))
                .ToList(),
            Capacity = choice.Curve.Select(p => new DebtCalls((int)p.Calls, p.Value)).ToList(),
            Actions = plan
                .Treatment.Actions.Select(
                    (a, i) =>
                        new DebtAction(
                            a.Name,
                            (int)choice.Totals.Accounts[i],
                            choice.Totals.Gains[i],
                            choice.Totals.Accounts[i] * a.Cost
                        )
                )
                .ToList(),
            Waste = choice.Totals.Waste,
        };

    /// <summary><c>ageing.csv</c>: open money by age at each month end.</summary>
    public Table Ageing() =>
        new(
            ["month", "bucket", "amount"],
            _ageing.Select(a => new[] { a.Month, a.Bucket, Steps.Cells.Of(a.Amount) }).ToList()
        );

    /// <summary><c>board.csv</c>: roll rates by type and state, and the proof of the models that were trained for them.</summary>
    public Table Board(TrainedRolls? trained)
    {
        var proof = trained?.Board.ToDictionary(
            cell => (trained.TypeOf(cell), data.Scale.Names[cell.State]),
            TrainedRolls.Proof
        );
        return new Table(
            [
                "type",
                "from",
                "to",
                "n",
                "rolls",
                "share",
                "lo95",
                "hi95",
                .. proof is null ? [] : TrainedRolls.ProofColumns,
            ],
            Cells().Select(c => Row(c, proof?[(c.Type, c.From)] ?? [])).ToList()
        );
    }

    private static string?[] Row(DebtCell cell, string?[] proof)
    {
        var share = WilsonInterval.Of((double)cell.Rolls / cell.Count, cell.Count);
        return
        [
            cell.Type,
            cell.From,
            cell.To,
            Steps.Cells.Of(cell.Count),
            Steps.Cells.Of(cell.Rolls),
            cell.Count == 0 ? null : Steps.Cells.Of(share.Share),
            cell.Count == 0 ? null : Steps.Cells.Of(share.Low),
            cell.Count == 0 ? null : Steps.Cells.Of(share.High),
            .. proof,
        ];
    }

    private static DebtState Standing(
        string name,
        int state,
        IReadOnlyList<ScoredAccount> scored,
        RollModels models
    )
    {
        var own = scored.Where(a => a.State == state).ToList();
        var hasMoney = scored.All(a => !double.IsNaN(a.Ead));
        return new DebtState(
            name,
            own.Count,
            hasMoney ? own.Sum(a => a.Ead) : null,
            own.Count == 0 ? null : own.Average(a => a.Risk.Pd12),
            hasMoney ? own.Sum(a => a.Loss(models.Lgd)) : null
        );
    }

    private List<DebtCell> Cells()
    {
        var (names, ladder) = (data.Scale.Names, data.Scale.Ladder);
        var types =
            rolls.Types.Names.Count == 0
                ? [("all", rolls.All.Rolls)]
                : rolls.Types.Names.Zip(rolls.PerType).ToList();
        return types
            .SelectMany(type =>
                ladder
                    .SkipLast(1)
                    .Select(
                        (from, i) =>
                            new DebtCell(
                                type.Item1,
                                names[from],
                                names[ladder[i + 1]],
                                type.Item2.From(from),
                                ladder.Skip(i + 1).Sum(to => type.Item2.Count(from, to))
                            )
                    )
            )
            .ToList();
    }

    private static List<DebtAge> Age(Receivables data, CancellationToken stop)
    {
        var months = new SortedDictionary<int, long[]>();
        var power = Math.Pow(10, data.MoneyScale);
        if (data.Ledger is not null)
        {
            data.Visit(view => Add(view, months), stop);
        }

        return months
            .SelectMany(m =>
                m.Value.Select(
                    (units, b) =>
                        new DebtAge(
                            new CalendarMonth(m.Key).ToString(),
                            Core.Delinquency.Ageing.Names[b],
                            units / power
                        )
                )
            )
            .ToList();
    }

    private static void Add(AccountView view, SortedDictionary<int, long[]> months)
    {
        for (var t = 0; t < view.Closes; t++)
        {
            if (!months.TryGetValue(view.Cycle[t], out var amounts))
            {
                amounts = new long[Core.Delinquency.Ageing.Count];
                months.Add(view.Cycle[t], amounts);
            }

            for (var b = 0; b < amounts.Length; b++)
            {
                amounts[b] += view.Looks[t].Open[b];
            }
        }
    }
}
