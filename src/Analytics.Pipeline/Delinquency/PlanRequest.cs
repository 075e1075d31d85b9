using System.Globalization;
using Analytics.Core.Delinquency.Treatment;
using Analytics.Core.Faults;
using Analytics.Pipeline.Settings;

namespace Analytics.Pipeline.Delinquency;

/// <summary>What a treatment plan is asked for.</summary>
public sealed record PlanRequest
{
    /// <summary>Actions and assumptions.</summary>
    public required TreatmentSettings Treatment { get; init; }

    /// <summary>File of a transition matrix, or null.</summary>
    public string? Matrix { get; init; }

    /// <summary>Directory of trained models, or null to take the roll rates of the data.</summary>
    public string? Models { get; init; }

    /// <summary>File of a treatment log, or null.</summary>
    public string? Treatments { get; init; }

    /// <summary>File of accounts that must be left alone, or null.</summary>
    public string? DoNotContact { get; init; }

    /// <summary>Calls at hand, or null for no limit.</summary>
    public long? Calls { get; init; }

    /// <summary>Money at hand in currency units, or null for no limit.</summary>
    public double? Budget { get; init; }

    /// <summary>The usual bill where the data show none.</summary>
    public double Bill { get; init; } = 60;

    /// <summary>Lifetime value at stake, or null to take it from the bills.</summary>
    public double? Clv { get; init; }

    /// <summary>Share of the accounts to be treated that are held out.</summary>
    public double Holdout { get; init; } = 0.05;

    /// <summary>Threads to use; they change no bit.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Reads the settings.</summary>
    /// <exception cref="UsageFault">A value that cannot be used.</exception>
    public static PlanRequest Of(ResolvedSettings resolved)
    {
        if (
            resolved.Text(DelinquencyOptions.Matrix) is not null
            && resolved.Text(DelinquencyOptions.Models) is not null
        )
        {
            throw new UsageFault(
                "--matrix and --models both bring the transitions; give one of them"
            );
        }

        return new PlanRequest
        {
            Treatment = new TreatmentSettings
            {
                Actions = Actions(resolved),
                Margin = DelinquencyRequest.Percent(resolved, LifetimeOptions.Margin, 1),
            },
            Matrix = resolved.Text(DelinquencyOptions.Matrix),
            Models = resolved.Text(DelinquencyOptions.Models),
            Treatments = resolved.Text(DelinquencyOptions.Treatments),
            DoNotContact = resolved.Text(DelinquencyOptions.DoNotContact),
            Calls = resolved.Whole(DelinquencyOptions.Calls, 0, long.MaxValue),
            Budget = Amount(resolved, LifetimeOptions.Budget),
            Bill = Amount(resolved, DelinquencyOptions.Bill)!.Value,
            Clv = Amount(resolved, DelinquencyOptions.Clv),
            Holdout = DelinquencyRequest.Percent(resolved, DelinquencyOptions.Holdout, 0),
        };
    }

    private static double? Amount(ResolvedSettings resolved, SettingSpec spec)
    {
        var text = resolved.Text(spec);
        return text is null ? null
            : double.TryParse(
                text,
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var value
            ) && double.IsFinite(value)
                ? value
            : throw resolved.Refused(spec, "is not an amount of 0 or more, such as 60 or 12.50");
    }

    // more would be a slip: every one is tried for every account
    private const int MostActions = 32;

    private static TreatmentAction[] Actions(ResolvedSettings resolved)
    {
        var spec = DelinquencyOptions.Actions;
        var actions = new List<TreatmentAction> { TreatmentAction.None };
        foreach (var part in (resolved.Text(spec) ?? spec.Default!).Split(','))
        {
            var (name, terms) = part.IndexOf('=', StringComparison.Ordinal) is > 0 and var at
                ? (part[..at].Trim(), part[(at + 1)..].Split(':'))
                : ("", []);
            var numbers = terms
                .Select(t =>
                    double.TryParse(t, NumberStyles.Float, CultureInfo.InvariantCulture, out var v)
                        ? v
                        : double.NaN
                )
                .ToArray();
            if (
                name.Length == 0
                || numbers.Length != 3
                || !(numbers[0] >= 0 && numbers[1] > 0 && numbers[2] >= 0)
                || numbers.Any(double.IsInfinity)
                || actions.Any(a => a.Name == name)
            )
            {
                throw resolved.Refused(
                    spec,
                    "is not NAME=COST:THETA:KAPPA with a cost of 0 or more, theta above 0 and kappa of 0 or more, each name once"
                );
            }

            actions.Add(new TreatmentAction(name, numbers[0], numbers[1], numbers[2]));
        }

        return actions.Count <= MostActions
            ? [.. actions]
            : throw resolved.Refused(
                spec,
                FormattableString.Invariant($"holds more than {MostActions - 1} actions")
            );
    }
}
