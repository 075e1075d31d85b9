using Analytics.Core.Delinquency.Treatment;
using Analytics.Core.Faults;
using Analytics.Core.Summaries;
using Analytics.Core.Value;
using Analytics.Models.Delinquency;
using Analytics.Pipeline.Runs;
using Analytics.Pipeline.Runs.Reuse;
using Analytics.Pipeline.Settings;
using Analytics.Pipeline.Steps;
using Analytics.Reports.Customers;
using Analytics.Reports.Document;

namespace Analytics.Pipeline.Delinquency;

/// <summary>What receivables add to a run: state, risk and what to do beside each customer, and the tables behind them.</summary>
internal static class DelinquencyPart
{
    /// <summary>Reads the receivables up to the run's as-of day; nothing where none are given.</summary>
    public static RunPart Of(
        RunRequest request,
        CustomerIds customers,
        DateOnly asOf,
        StepCache steps,
        EarlierRun? earlier,
        CancellationToken stop
    )
    {
        if (
            request.Receivables is not { } given
            || !given.IsThere
            || !request.Portfolio.Has("delinquency")
        )
        {
            return new RunPart();
        }

        var reading = given with
        {
            Reading = given.Reading with { Import = given.Reading.Import with { AsOf = asOf } },
        };
        var data = Receivables.Read(reading, stop);
        var isAsked = request.Portfolio.Has("risk");
        var before = isAsked
            ? earlier?.Models(
                [RiskFiles.Transitions, RiskFiles.Card, RiskFiles.Boosted],
                RiskFiles.ReadRisk,
                request,
                Reading
            )
            : null;
        var trained = isAsked
            ? steps.Of(
                "risk",
                () => Learnt(reading, data, request, before, stop),
                data.StoreDigest,
                data.Sha256.ToArray(),
                asOf,
                ReadingOptions(request),
                request.Shared.Seed,
                before?.Key
            )
            : null;
        var rolls = trained?.Rolls ?? Counted(reading, data, stop);
        var models =
            trained?.Models
            ?? RollModels.Of(
                data,
                rolls.Types,
                rolls,
                [],
                RollTraining.LossGivenDefault(data, TrainRequest.UsualLgd, stop)
            );
        var scored = ScoreStep.Accounts(
            data,
            models,
            trained?.Risk.Card ?? new Scorecard(0, [], []),
            stop
        );
        var plan = new PlanRequest
        {
            Treatment = new TreatmentSettings { Margin = request.Lifetime.Terms.Margin },
        };
        var cases = PlanCases.OfData(data, models, plan, request.Say, stop);
        var choice = PlanChoice.Of(cases, plan, stop);
        using var tables = new PlanTables(cases, plan, choice, hasLists: true);
        var (chosen, gains) = (new int[cases.Count], new double[cases.Count]);
        var planned = tables
            .Rows(
                stop,
                block =>
                {
                    block.Chosen.AsSpan(0, block.Count).CopyTo(chosen.AsSpan(block.From));
                    for (var i = 0; i < block.Count; i++)
                    {
                        gains[block.From + i] = block.Gain(i);
                    }
                }
            )
            .ToList();
        var place = data.Ids.PlacesOf(customers);
        foreach (var remark in rolls.Remarks())
        {
            request.Say(remark);
        }

        var remarks = tables.Remarks(null).ToList();
        var figures = new DebtFigures(data, rolls, stop);
        return new RunPart
        {
            Columns = Columns(place, scored, models, plan, chosen),
            Work = Work(place, scored, plan, chosen, gains),
            Tables =
            [
                .. Tables(data, rolls, scored, models, stop),
                .. Tables(plan, planned, tables),
                ("ageing.csv", figures.Ageing()),
                ("board.csv", figures.Board(trained)),
            ],
            Files =
            [
                (
                    "receivables_rejects.csv",
                    file => RejectsTable.Write(data.Report.Rejects, file, request.Score.RawText)
                ),
                ("receivables_reconciliation.json", file => AccountJson.Write(data.Report, file)),
                .. trained?.Files(request.Score.RawText) ?? [],
            ],
            Inputs =
            [
                .. data.StoreDigest is { } digest
                    ? new[]
                    {
                        new RunInput(
                            "receivables of the store",
                            digest,
                            data.Report.Total.Read.Rows
                        ),
                    }
                    : [],
                .. RunInput.Of(data.Report, data.Sha256),
                .. trained?.Earlier ?? [],
            ],
            Models = trained is null ? [] : [trained.AsModel()],
            Report = report =>
                report with
                {
                    Debts = figures.Report(scored, models, plan, choice),
                    Notes =
                    [
                        .. report.Notes,
                        Matched(place, data),
                        .. remarks,
                        .. trained is null
                            ?
                            [
                                FormattableString.Invariant(
                                    $"Risk of receivables: probabilities from the roll rates of each type alone, loss given default {models.Lgd:0.000} ({models.LgdSource})."
                                ),
                            ]
                            : trained
                                .Words()
                                .Select(words => "Risk of receivables: " + words + "."),
                    ],
                },
        };
    }

    // the settings that decide how receivables are read
    private static IEnumerable<SettingSpec> Reading =>
        ImportOptions.Reading.Concat(DelinquencyOptions.Reading).Append(DelinquencyOptions.Types);

    private static string[] ReadingOptions(RunRequest request)
    {
        var names = Reading.Select(spec => spec.Name).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. request
                .Options.Where(option => names.Contains(option.Name))
                .Select(option => option.Name + "=" + option.Value),
        ];
    }

    // a run goes on without models where there is too little to learn from
    private static TrainedRolls? Learnt(
        DelinquencyRequest reading,
        Receivables data,
        RunRequest request,
        KeptModel<SavedRisk>? before,
        CancellationToken stop
    )
    {
        var (kept, why) = Keep(reading, data, before, stop);
        try
        {
            var trained = kept ?? RollTraining.Learn(reading, TrainRequest.UsualLgd, data, stop);
            if (kept is null && before is not null)
            {
                trained = trained with
                {
                    Choice = $"trained again: the models of {before.Run} {why}",
                    Earlier = before.Inputs,
                };
            }

            foreach (var words in trained.Words())
            {
                request.Say(words);
            }

            return trained;
        }
        catch (Exception fault) when (fault is DataFault or ModelFault)
        {
            request.Say(
                $"Risk models of receivables were not trained: {fault.Message}. Roll rates stand in for them"
            );
            return null;
        }
    }

    private static (TrainedRolls? Kept, string? Why) Keep(
        DelinquencyRequest reading,
        Receivables data,
        KeptModel<SavedRisk>? before,
        CancellationToken stop
    )
    {
        if (before is not { Model: { } saved })
        {
            return (null, before?.Why);
        }

        try
        {
            var judged = saved.Judged(data, reading, TrainRequest.UsualLgd, stop);
            var drift = judged.Drift();
            return drift.IsThere
                ? (null, "have drifted: " + string.Join("; ", drift.Reasons))
                : (
                    judged with
                    {
                        Choice = $"the models of {before.Run} are kept: {drift.Words}",
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

    private static RollTable Counted(
        DelinquencyRequest reading,
        Receivables data,
        CancellationToken stop
    )
    {
        var types = AccountTypes.Of(data, reading.Types, int.MaxValue, reading.Shared.Seed, stop);
        return RollTable.Count(data, types, int.MaxValue, stop);
    }

    // what a contact brings without its cost, as for the other reasons to act
    private static List<WorkItem> Work(
        int[] place,
        IReadOnlyList<ScoredAccount> scored,
        PlanRequest plan,
        int[] chosen,
        double[] gains
    )
    {
        var items = new List<WorkItem>();
        for (var row = 0; row < place.Length; row++)
        {
            if (place[row] >= 0 && chosen[place[row]] is > 0 and var action)
            {
                var cost = plan.Treatment.Actions[action].Cost;
                items.Add(
                    new WorkItem(
                        row,
                        WorkReason.Collect,
                        scored[place[row]].Ead,
                        gains[place[row]] + cost,
                        cost
                    )
                );
            }
        }

        return items;
    }

    private static CustomerColumn[] Columns(
        int[] place,
        IReadOnlyList<ScoredAccount> scored,
        RollModels models,
        PlanRequest plan,
        int[] chosen
    ) =>
        [
            new WordColumn(
                "delinquency_state",
                models.States,
                row => place[row] < 0 ? -1 : scored[place[row]].State
            ),
            new NumberColumn("pd_12", row => place[row] < 0 ? null : scored[place[row]].Risk.Pd12),
            new NumberColumn(
                "expected_loss",
                row =>
                    place[row] < 0 || double.IsNaN(scored[place[row]].Ead)
                        ? null
                        : scored[place[row]].Loss(models.Lgd)
            ),
            new WordColumn(
                "action",
                plan.Treatment.Actions.Select(a => a.Name),
                row => place[row] < 0 ? -1 : chosen[place[row]]
            ),
        ];

    private static (string, Table)[] Tables(
        Receivables data,
        RollTable rolls,
        IReadOnlyList<ScoredAccount> scored,
        RollModels models,
        CancellationToken stop
    ) =>
        [
            ("rolls.csv", new Table(RollTable.Columns, rolls.Rows().ToList())),
            ("rates.csv", new Table(["measure", "n", "rate"], rolls.Beside().ToList())),
            (
                "provision.csv",
                new Table(ScoreStep.ProvisionColumns, ScoreStep.Provision(scored, models).ToList())
            ),
            (
                "vintages.csv",
                new Table(RollTraining.VintageColumns, RollTraining.Vintages(data, stop).ToList())
            ),
        ];

    private static (string, Table)[] Tables(
        PlanRequest plan,
        List<IReadOnlyList<string?>> planned,
        PlanTables tables
    ) =>
        [
            ("plan.csv", new Table(PlanTables.Columns(plan), planned)),
            (
                "capacity.csv",
                new Table(["calls", "value", "shadow_price"], tables.Capacity().ToList())
            ),
            ("letters.csv", new Table(PlanTables.ListColumns, tables.List("letter").ToList())),
            ("calls.csv", new Table(PlanTables.ListColumns, tables.List("call").ToList())),
        ];

    private static string Matched(int[] place, Receivables data)
    {
        var found = place.Count(p => p >= 0);
        return FormattableString.Invariant(
            $"Receivables: {found} of {place.Length} customers have an account; {data.Ids.Count - found} of {data.Ids.Count} accounts belong to no customer of the purchases and stand in plan.csv only."
        );
    }
}
