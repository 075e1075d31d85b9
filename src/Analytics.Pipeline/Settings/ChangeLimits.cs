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
            Percent(settings)
        );

    private static double? Percent(ResolvedSettings settings)
    {
        if (settings.Text(JobOptions.MaxChange) is not { } text)
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
            : throw settings.Refused(JobOptions.MaxChange, "is no share; write for example 10%");
    }
}
