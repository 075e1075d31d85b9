using System.Globalization;
using Analytics.Core.Cohorts;
using Analytics.Core.Faults;
using Analytics.Core.Numerics;
using Analytics.Core.Summaries;
using Analytics.Models.Evaluation;
using Analytics.Models.Features;
using Analytics.Models.Training;

namespace Analytics.Models.Churn;

/// <summary>Learns who will not buy within a horizon, from transactions: out of time, with the lifetime model refitted at every cut-off.</summary>
public static class TransactionChurn
{
    /// <summary>Trains, chooses and tests.</summary>
    /// <param name="days">The customer-days.</param>
    /// <param name="asOfDay">Outcomes are known up to this day.</param>
    /// <param name="attributes">More columns, one entry per customer of the customer-days; they are taken to have been known at every cut-off.</param>
    /// <param name="options">Horizon, eligibility, seed.</param>
    /// <param name="say">Takes warnings.</param>
    /// <exception cref="DataFault">Too short a span, too few outcomes of one kind, leaky columns.</exception>
    public static ChurnResult Train(
        CustomerDays days,
        int asOfDay,
        IReadOnlyList<TextColumn> attributes,
        ChurnOptions options,
        Action<string> say
    )
    {
        var horizon = options.HorizonDays;
        var plan = WindowPlan.Of(days, asOfDay, horizon);
        var eligible = options.EligibleDays ?? 3 * LapseRule.Of(days, plan.Train[^1]).Days;
        var windows = new List<ChurnRows>();
        foreach (var cutOff in (int[])[.. plan.Train, plan.Choose, plan.Test])
        {
            var past = new PastView(days, cutOff, options.NetOfReturns, options.Threads);
            windows.Add(
                ChurnFeatures.Build(past, horizon, eligible, options.Seed, options.Threads)
            );
        }

        var stack = StackedWindows.Of(days, windows, attributes, horizon);
        var train = stack.Rows(0, plan.Train.Length);
        var choose = stack.Rows(plan.Train.Length, 1);
        var test = stack.Rows(plan.Train.Length + 1, 1);
        RefuseFew(stack.Positive, train, "the training windows");
        RefuseFew(stack.Positive, choose, "the choosing window");
        RefuseFew(stack.Positive, test, "the test window");
        var choice = ColumnChoice.Of(stack.Columns, stack.Positive, train, options.AllowLeaky);
        var features = choice.Schema.Encode(choice.Raw);
        var race = new WindowRace(stack, features, options, Candidates(choice.Schema, say));
        var contest = race.Choose(train, choose);
        int[] known = [.. train, .. choose];
        var winner = race.Learn(contest.Winner.Trainer, known);
        var baselines = ChurnBaselines.Learn(contest, c => race.Learn(c.Trainer, known));
        var evaluation = race.Judge(winner, test);
        var profit = race.Profit(contest.Winner, winner, choose, test);
        var watch = new StabilityWatch(choice.Schema);
        watch.Add(choice.Raw, test[0], test.Length);
        return new ChurnResult(
            new ChurnModel
            {
                Setting = new ChurnSetting(null, null, null, horizon, eligible),
                Schema = choice.Schema,
                Function = winner,
                Baselines = baselines,
                Training = new TrainingRecord(
                    known.Length,
                    known.Count(r => stack.Positive[r]),
                    options.Seed,
                    [.. plan.Train.Append(plan.Choose).Select(ChurnFeatures.Iso)],
                    ChurnFeatures.Iso(plan.Choose + horizon)
                ),
                Metrics = ChurnMetrics.Of(evaluation),
                Cut = new ProfitRule(profit.IsShare ? profit.FixedShare : null, profit.FixedShare),
            },
            new ChurnEvidence
            {
                Split = string.Create(
                    CultureInfo.InvariantCulture,
                    $"out of time: {plan.Train.Length} training cut-offs, then one to choose, then one to test, {horizon} days each"
                ),
                Model = evaluation,
                Baselines = ChurnBaselines.Judge(baselines, rule => race.Judge(rule, test)),
                Chosen = winner.Trainer,
                Candidates = [.. contest.Tried.Select(t => (t.Trainer.Name, t.LogLoss))],
                RandomSplit = race.RandomSplit(contest.Winner.Trainer),
                Windows =
                [
                    .. windows.Select(
                        (w, i) =>
                            new ChurnWindow(
                                i < plan.Train.Length ? "train"
                                    : i == plan.Train.Length ? "choose"
                                    : "test",
                                ChurnFeatures.Iso(w.CutOffDay),
                                ChurnFeatures.Iso(w.CutOffDay + horizon),
                                w.Customers.Length,
                                stack.Rows(i, 1).Count(r => stack.Positive[r])
                            )
                    ),
                ],
                Importance = PermutationImportance.Of(
                    choice.Schema,
                    winner,
                    features,
                    stack.Positive,
                    test,
                    options.Seed
                ),
                Stability = watch.Result(),
                LeftOut = choice.LeftOut,
                Profit = profit,
                Remarks = [.. choice.Remarks, .. Remarks(windows, attributes.Count > 0, eligible)],
            }
        );
    }

    private static List<ITrainer> Candidates(FeatureSchema schema, Action<string> say)
    {
        int Place(string name)
        {
            var column = schema.Columns.ToList().FindIndex(c => c.Name == name);
            return column < 0 ? -1 : schema.Places(column).From;
        }

        var trainers = Churn.Candidates.All(say).ToList();
        var (recency, lifetime) = (Place("days_since_last"), Place(LifetimeFeatures.LogOdds));
        if (lifetime >= 0)
        {
            trainers.Insert(1, new GivenColumn("lifetime", lifetime));
        }

        if (recency >= 0)
        {
            trainers.Insert(1, new OneColumnTrainer("recency", recency));
        }

        return trainers;
    }

    private static IEnumerable<string> Remarks(
        List<ChurnRows> windows,
        bool hasAttributes,
        int eligible
    )
    {
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"scored are customers who bought in the last {eligible} days; at the test cut-off these are {windows[^1].Customers.Length}"
        );
        yield return $"lifetime model of the cut-offs: {string.Join(", ", windows.Select(w => w.Lifetime))}";
        var told = BreadthFeatures
            .Roles.Where(role => windows[^1].Columns.Any(c => c.Name == role))
            .ToList();
        if (told.Count > 0)
        {
            yield return $"looked at too: {string.Join(", ", told)} of the purchases";
        }

        if (hasAttributes)
        {
            yield return "the columns of --features are taken to have been known at every cut-off: leave out what was written down later";
        }
    }

    private static void RefuseFew(bool[] positive, int[] rows, string where)
    {
        var events = rows.Count(r => positive[r]);
        var fewer = Math.Min(events, rows.Length - events);
        if (fewer < ContractualChurn.FewestPositives)
        {
            throw new DataFault(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{where}: of {rows.Length} eligible customers {events} did not buy in the horizon; at least {ContractualChurn.FewestPositives} of either kind are needed: take more customers, or another --horizon or --eligible"
                )
            );
        }
    }
}
