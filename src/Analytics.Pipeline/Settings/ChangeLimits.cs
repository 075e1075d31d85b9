using System.Globalization;

namespace Analytics.Pipeline.Settings;

/// <summary>When a comparison of two runs raises the alarm.</summary>
/// <param name="Drift">Most drift, a population stability index above 0; null = no alarm.</param>
/// <param name="Change">Most change of customers and net amount, as a share (0.1 = 10 %); null = no alarm.</param>
public sealed record ChangeLimits(double? Drift, double? Change)
{
    /// <summary>Reads the limits.</summary>
    /// <exception cref="Core.Faults.UsageFault">A value that cannot be used.</exception>
    public static ChangeLimits From(ResolvedSettings settings) =>
        new(
            settings.Text(JobOptions.MaxDrift) is null
                ? null
                : settings.Share(JobOptions.MaxDrift, 100),
            Percent(settings, JobOptions.MaxChange)
        )
        {
            Quality = new QualityLimits(
                Percent(settings, JobOptions.MaxRejected),
                Percent(settings, JobOptions.MaxRepeated),
                Percent(settings, JobOptions.MaxNameless),
                Percent(settings, JobOptions.MaxErrorGrowth)
            ),
        };

    /// <summary>Limits of what data and models of the later run may be like.</summary>
    public QualityLimits Quality { get; init; } = new(null, null, null, null);

    private static double? Percent(ResolvedSettings settings, SettingSpec spec)
    {
        if (settings.Text(spec) is not { } text)
        {
            return null;
        }

        return
            text.EndsWith('%')
            && double.TryParse(
                text.AsSpan(0, text.Length - 1),
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var percent
            )
            ? percent / 100
            : throw settings.Refused(spec, "is no share; write for example 10%");
    }
}

/// <summary>When the quality of a run raises the alarm. Shares of all rows read (0.01 = 1 %); null = no alarm.</summary>
/// <param name="Rejected">Most rows refused.</param>
/// <param name="Repeated">Most rows that are identical to others.</param>
/// <param name="Nameless">Most rows without customer.</param>
/// <param name="ErrorGrowth">Most growth of a model's error in proportion to its baseline, from one run to the other.</param>
public sealed record QualityLimits(
    double? Rejected,
    double? Repeated,
    double? Nameless,
    double? ErrorGrowth
);
