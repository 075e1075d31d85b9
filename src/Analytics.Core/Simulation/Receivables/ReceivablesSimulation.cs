using Analytics.Core.Delinquency.Treatment;

namespace Analytics.Core.Simulation.Receivables;

/// <summary>What is simulated.</summary>
public sealed record ReceivablesSimulation
{
    /// <summary>Number of accounts.</summary>
    public required int Accounts { get; init; }

    /// <summary>Months of bills, 2 or more.</summary>
    public int Months { get; init; } = 24;

    /// <summary>Seed.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>First month.</summary>
    public DateOnly From { get; init; } = new(2023, 1, 1);

    /// <summary>Share of accounts that are there from the first month on; the others begin in the first half of the months.</summary>
    public double FromStart { get; init; } = .7;

    /// <summary>Chance per month of an extra charge that is disputed and credited a month later.</summary>
    public double Disputes { get; init; } = .01;

    /// <summary>Chance of each action in a month that begins overdue, whoever the account is: none, letter, call.</summary>
    public IReadOnlyList<double> Propensity { get; init; } = [.5, .3, .2];

    /// <summary>The actions' true effects.</summary>
    public IReadOnlyList<TreatmentAction> Actions { get; init; } = new TreatmentSettings().Actions;

    /// <summary>Last month number, 0-based.</summary>
    public int LastMonth => Months - 1;
}
