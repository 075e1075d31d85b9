using Analytics.Core.Delinquency.Ledger;
using Analytics.Core.Delinquency.Rolls;
using Analytics.Core.Delinquency.Treatment;
using Analytics.Ledger.Tables;
using Analytics.Models.Delinquency;

namespace Analytics.Pipeline.Delinquency;

/// <summary>Everything a plan is made for: accounts, their chains, the money in the states.</summary>
public sealed record PlanCases
{
    // number of a call among the contacts of a ledger
    private const int Call = 2;
    private const int MostCalls = 7;
    private const int CallDays = 7;

    /// <summary>Name of each account.</summary>
    public required Func<int, string> Name { get; init; }

    /// <summary>The accounts.</summary>
    public required PlanAccount[] Accounts { get; init; }

    /// <summary>Why an account must be left alone; null where it need not.</summary>
    public required string?[] Blocked { get; init; }

    /// <summary>Names of the types, one per matrix.</summary>
    public required IReadOnlyList<string> TypeNames { get; init; }

    /// <summary>Transitions when nothing is done, one per type.</summary>
    public required IReadOnlyList<TransitionMatrix> Matrices { get; init; }

    /// <summary>The money in the states for a bill of 1.</summary>
    public required Economy Unit { get; init; }

    /// <summary>The as-of day; 0 where there is none.</summary>
    public required int AsOf { get; init; }

    /// <summary>The states of a matrix that was given, each as an account.</summary>
    public static PlanCases OfMatrix(TransitionMatrix matrix, PlanRequest plan) =>
        new()
        {
            Name = i => matrix.States[i],
            Accounts = Enumerable
                .Range(0, matrix.Count)
                .Select(s => new PlanAccount(s, 0, plan.Bill, double.NaN, plan.Clv ?? 0, 0))
                .ToArray(),
            Blocked = new string?[matrix.Count],
            TypeNames = ["all"],
            Matrices = [matrix],
            Unit = Economy.Standard(matrix.States, 1),
            AsOf = 0,
        };

    /// <summary>The accounts of receivables as they stand at the last close.</summary>
    /// <param name="data">The receivables.</param>
    /// <param name="models">Their chains, and models of accounts where there are any.</param>
    /// <param name="plan">What is planned.</param>
    /// <param name="stop">Ends the work.</param>
    public static PlanCases OfData(
        Receivables data,
        RollModels models,
        PlanRequest plan,
        CancellationToken stop
    )
    {
        var n = data.Ids.Count;
        var (states, toModel) = (models.States, models.PlacesOf(data.Scale));
        var types = models.Types.For(data);
        var (accounts, blocked) = (new PlanAccount[n], new string?[n]);
        var (power, profile) = (Math.Pow(10, data.MoneyScale), new MoneyProfile(states.Count));
        var horizon = plan.Treatment;
        var annuity = Enumerable.Range(0, horizon.Horizon).Sum(t => Math.Pow(horizon.Discount, t));
        var (own, row) = (new double[RollFeatures.Names.Count], new float[models.Columns]);
        data.VisitEarly(
            view =>
            {
                var last = view.Closes - 1;
                var bill = data.Ledger is null ? plan.Bill : MoneyProfile.BillOf(view, power);
                if (data.Ledger is not null)
                {
                    profile.Add(view, bill, power);
                    blocked[view.Account] = Block(data, view, last);
                }

                var (state, type) = (toModel[view.State[last]], types.Of(view, last));
                double? roll = null;
                if (models.Cells.Count > 0)
                {
                    RollModels.Features(view, last, type, power, own, row);
                    roll = models.Score(state, type, row).Roll;
                }

                accounts[view.Account] = new PlanAccount(
                    state,
                    Math.Max(0, type),
                    bill,
                    data.Ledger is null ? double.NaN : view.Units[last] / power,
                    plan.Clv ?? (horizon.Margin * bill * annuity),
                    data.Ledger is null ? 0 : History(view, last)
                )
                {
                    NoRoll = 1 - roll ?? double.NaN,
                };
            },
            models.Cells.Count > 0,
            stop
        );
        BlockNamed(data, plan.DoNotContact, blocked);
        return new PlanCases
        {
            Name = data.Ids.Text,
            Accounts = accounts,
            Blocked = blocked,
            TypeNames = types.Names.Count > 0 ? types.Names : ["all"],
            Matrices = models.Matrices,
            Unit = data.Ledger is null ? Economy.Standard(states, 1) : profile.Unit(states),
            AsOf = data.AsOf ?? 0,
        };
    }

    // disputes are settled before anything is collected; and nobody is called more than seven times in seven days
    private static string? Block(Receivables data, AccountView view, int last)
    {
        if (view.Looks[last].Disputed > 0)
        {
            return "dispute";
        }

        var (calls, since) = (0, data.AsOf!.Value - CallDays);
        foreach (ref readonly var posting in data.Ledger!.Of(view.Account))
        {
            calls +=
                posting.Type == PostingType.Contact && posting.Key == Call && posting.Day > since
                    ? 1
                    : 0;
        }

        return calls >= MostCalls ? "seven calls in seven days" : null;
    }

    private static int History(AccountView view, int last)
    {
        var history = 0;
        for (var t = Math.Max(0, last - 2); t <= last; t++)
        {
            history = (history << 1) | (view.Looks[t].Contact > 0 ? 1 : 0);
        }

        return history;
    }

    private static void BlockNamed(Receivables data, string? file, string?[] blocked)
    {
        if (file is null)
        {
            return;
        }

        var names = SmallTable
            .Read(file)
            .Where(r => r.Length > 0)
            .ToDictionary(
                r => r[0],
                r => r.Length > 1 && r[1].Length > 0 ? r[1] : "do-not-contact",
                StringComparer.Ordinal
            );
        for (var i = 0; i < blocked.Length; i++)
        {
            if (names.TryGetValue(data.Ids.Text(i), out var reason))
            {
                blocked[i] ??= reason;
            }
        }
    }
}
