using System.Globalization;
using Analytics.Core.Lifetime;
using Analytics.Core.Time;
using Analytics.Core.Value;

namespace Analytics.Pipeline.Settings;

/// <summary>How lifetime value is estimated, read and checked.</summary>
public sealed record LifetimeSettings
{
    private const int MostDecimals = 6;

    /// <summary>The model asked for, as given; null = the best.</summary>
    public string? Model { get; init; }

    /// <summary>Unit, horizon, discount and margin.</summary>
    public ClvTerms Terms { get; init; } = new();

    /// <summary>The last day the fit may see; null = the as-of day.</summary>
    public DateOnly? CalibrationEnd { get; init; }

    /// <summary>Columns of a ready summary, or of <see cref="FeaturesFile"/>, that are covariates.</summary>
    public IReadOnlyList<string> Covariates { get; init; } = [];

    /// <summary>The table with one row per customer; null where none is named.</summary>
    public string? FeaturesFile { get; init; }

    /// <summary>True where a seasonal clock is asked for.</summary>
    public bool Season { get; init; }

    /// <summary>What acting on a customer is assumed to bring and to cost.</summary>
    public ContactTerms Contact { get; init; } = new();

    /// <summary>Cost of serving one order, currency units.</summary>
    public decimal CostToServe { get; init; }

    /// <summary>Reads the settings of <see cref="LifetimeOptions"/> and the horizon; settings that a command does not take keep their default.</summary>
    /// <param name="resolved">The settings.</param>
    /// <param name="taken">The settings the command takes.</param>
    /// <exception cref="Core.Faults.UsageFault">A value that cannot be used.</exception>
    public static LifetimeSettings From(
        ResolvedSettings resolved,
        IReadOnlyCollection<SettingSpec> taken
    )
    {
        if (!taken.Contains(LifetimeOptions.Model))
        {
            return new LifetimeSettings();
        }

        var model = resolved.Text(LifetimeOptions.Model);
        if (model is not null && !IsSpend(model))
        {
            LifetimeModels.Candidates(model);
        }

        return new LifetimeSettings
        {
            Model = model,
            Terms = new ClvTerms
            {
                Unit = Enum.Parse<TimeUnit>(
                    resolved.Choice(LifetimeOptions.Unit)!,
                    ignoreCase: true
                ),
                Horizon = Horizon.Parse(
                    resolved.Text(AnalysisOptions.Horizon)!,
                    AnalysisOptions.Horizon.Option
                ),
                Discount = DiscountRate.Parse(
                    resolved.Text(LifetimeOptions.Discount)!,
                    LifetimeOptions.Discount.Option
                ),
                Margin = Share(resolved, LifetimeOptions.Margin),
            },
            CostToServe = Cost(resolved),
            CalibrationEnd = resolved.Date(LifetimeOptions.CalibrationEnd),
            Covariates = Listed(resolved),
            FeaturesFile = taken.Contains(LifetimeOptions.Features)
                ? resolved.Text(LifetimeOptions.Features)
                : null,
            Season = resolved.Flag(LifetimeOptions.Season),
            Contact = taken.Contains(LifetimeOptions.SaveRate)
                ? ReadContact(resolved, hasBudget: true)
                : new ContactTerms(),
        };
    }

    /// <summary>Reads what a contact is assumed to bring and to cost.</summary>
    /// <param name="resolved">The settings.</param>
    /// <param name="hasBudget">False for a command that takes no budget.</param>
    internal static ContactTerms ReadContact(ResolvedSettings resolved, bool hasBudget) =>
        new()
        {
            SaveRate = Share(resolved, LifetimeOptions.SaveRate),
            Cost = Amount(resolved, LifetimeOptions.ContactCost) ?? 1,
            Budget = hasBudget ? Amount(resolved, LifetimeOptions.Budget) : null,
        };

    /// <summary>True where the name is that of the spend model.</summary>
    public static bool IsSpend(string model) =>
        !model.Any(char.IsDigit) && LifetimeModels.Resolve(model) == LifetimeModels.GammaGamma;

    private static List<string> Listed(ResolvedSettings resolved) =>
        [
            .. resolved
                .Text(LifetimeOptions.Covariates)
                ?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                ?? [],
        ];

    /// <summary>A share such as <c>30%</c> or <c>0.3</c>, above 0 and at most 1.</summary>
    internal static double Share(ResolvedSettings resolved, SettingSpec spec)
    {
        var text = resolved.Text(spec)!;
        var isPercent = text.EndsWith('%');
        return
            double.TryParse(
                isPercent ? text[..^1] : text,
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var value
            ) && (isPercent ? value / 100 : value) is > 0 and <= 1
            ? (isPercent ? value / 100 : value)
            : throw resolved.Refused(spec, "is not a share above 0 up to 100%; write 30% or 0.3");
    }

    // exact, because it is taken from exact money
    private static decimal Cost(ResolvedSettings resolved) =>
        decimal.TryParse(
            resolved.Text(LifetimeOptions.CostToServe),
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var cost
        )
        && cost < 1_000_000_000
        && cost.Scale <= MostDecimals
            ? cost
            : throw resolved.Refused(
                LifetimeOptions.CostToServe,
                "is not an amount, 0 or more, with at most 6 decimals"
            );

    private static double? Amount(ResolvedSettings resolved, SettingSpec spec)
    {
        if (resolved.Text(spec) is not { } text)
        {
            return null;
        }

        return
            double.TryParse(
                text,
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var value
            ) && double.IsFinite(value)
            ? value
            : throw resolved.Refused(spec, "is not an amount, 0 or more");
    }
}
