using Analytics.Core.Delinquency.Rolls;
using Analytics.Core.Delinquency.Treatment;

namespace Analytics.Pipeline.Delinquency;

/// <summary>Everything a plan is made for: accounts, their chains, the money in the states.</summary>
public sealed record PlanCases
{
    /// <summary>Name of each account.</summary>
    public required Func<int, string> Name { get; init; }

    /// <summary>Number of accounts.</summary>
    public required int Count { get; init; }

    /// <summary>Reads accounts; asked for the same ones more than once, and from several threads.</summary>
    public required PlanReader Read { get; init; }

    /// <summary>Bills and lifetime values that the plan is solved for.</summary>
    public required PlanKnots Knots { get; init; }

    /// <summary>Names of the types, one per matrix.</summary>
    public required IReadOnlyList<string> TypeNames { get; init; }

    /// <summary>Transitions when nothing is done, one per type.</summary>
    public required IReadOnlyList<TransitionMatrix> Matrices { get; init; }

    /// <summary>The money in the states for a bill of 1.</summary>
    public required Economy Unit { get; init; }

    /// <summary>The as-of day; 0 where there is none.</summary>
    public required int AsOf { get; init; }

    /// <summary>Accounts that are held in memory; none of them is blocked.</summary>
    /// <param name="name">Name of each account.</param>
    /// <param name="accounts">The accounts.</param>
    /// <param name="matrices">Names of the types, and transitions when nothing is done.</param>
    /// <param name="unit">The money in the states for a bill of 1.</param>
    /// <param name="asOf">The as-of day; 0 where there is none.</param>
    public static PlanCases Of(
        Func<int, string> name,
        PlanAccount[] accounts,
        IReadOnlyList<(string Type, TransitionMatrix Matrix)> matrices,
        Economy unit,
        int asOf
    )
    {
        var (bills, clvs) = (new KnotCounter(), new KnotCounter());
        foreach (ref readonly var account in accounts.AsSpan())
        {
            bills.Add(account.Bill);
            clvs.Add(account.Clv);
        }

        return new PlanCases
        {
            Name = name,
            Count = accounts.Length,
            Read = (from, count, into, blocked) =>
            {
                accounts.AsSpan(from, count).CopyTo(into);
                blocked.AsSpan(0, count).Clear();
            },
            Knots = new PlanKnots(bills.Knots(), clvs.Knots()),
            TypeNames = matrices.Select(m => m.Type).ToList(),
            Matrices = matrices.Select(m => m.Matrix).ToList(),
            Unit = unit,
            AsOf = asOf,
        };
    }

    /// <summary>The states of a matrix that was given, each as an account.</summary>
    public static PlanCases OfMatrix(TransitionMatrix matrix, PlanRequest plan) =>
        Of(
            i => matrix.States[i],
            Enumerable
                .Range(0, matrix.Count)
                .Select(s => new PlanAccount(s, 0, plan.Bill, double.NaN, plan.Clv ?? 0, 0))
                .ToArray(),
            [("all", matrix)],
            Economy.Standard(matrix.States, 1),
            0
        );

    /// <summary>The accounts of receivables as they stand at the last close. They are replayed whenever they are read: nothing of them is kept.</summary>
    /// <param name="data">The receivables.</param>
    /// <param name="models">Their chains, and models of accounts where there are any.</param>
    /// <param name="plan">What is planned.</param>
    /// <param name="say">Takes remarks.</param>
    /// <param name="stop">Ends the work.</param>
    public static PlanCases OfData(
        Receivables data,
        RollModels models,
        PlanRequest plan,
        Action<string> say,
        CancellationToken stop
    )
    {
        var reader = new PlanAccounts(data, models, plan, stop);
        var (bills, clvs) = (new KnotCounter(), new KnotCounter());
        var profile = new MoneyProfile(models.States.Count);
        var known = 0L;
        data.Visit(
            view =>
            {
                var bill = reader.BillOf(view);
                bills.Add(bill);
                clvs.Add(reader.ClvOf(bill));
                known += reader.Named(view.Account) is null ? 0 : 1;
                if (data.Ledger is not null)
                {
                    profile.Add(view, bill, reader.Power);
                }
            },
            stop
        );
        if (reader.NamedCount > known)
        {
            say(
                FormattableString.Invariant(
                    $"--do-not-contact: {reader.NamedCount - known} of {reader.NamedCount} names belong to no account"
                )
            );
        }

        return new PlanCases
        {
            Name = data.Ids.Text,
            Count = data.Ids.Count,
            Read = reader.Read,
            Knots = new PlanKnots(bills.Knots(), clvs.Knots()),
            TypeNames = models.Types.Names.Count > 0 ? models.Types.Names : ["all"],
            Matrices = models.Matrices,
            Unit = data.Ledger is null
                ? Economy.Standard(models.States, 1)
                : profile.Unit(models.States),
            AsOf = data.AsOf ?? 0,
        };
    }
}

/// <summary>Reads some accounts.</summary>
/// <param name="from">Row of the first one.</param>
/// <param name="count">How many.</param>
/// <param name="accounts">Receives them, from its beginning.</param>
/// <param name="blocked">Receives why an account must be left alone; null where it need not.</param>
public delegate void PlanReader(int from, int count, PlanAccount[] accounts, string?[] blocked);
