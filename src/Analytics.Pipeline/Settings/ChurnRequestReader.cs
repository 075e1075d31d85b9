using Analytics.Models.Churn;

namespace Analytics.Pipeline.Settings;

/// <summary>Turns resolved settings into what the churn commands take.</summary>
public static class ChurnRequestReader
{
    /// <summary>Reads the settings of <c>churn train</c>.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="resolved">The settings.</param>
    /// <param name="shared">The shared ones.</param>
    /// <param name="say">Takes remarks.</param>
    /// <exception cref="Core.Faults.UsageFault">A value that cannot be used.</exception>
    public static ChurnRequest Train(
        IReadOnlyList<string> inputs,
        ResolvedSettings resolved,
        PipelineSettings shared,
        Action<string> say
    ) =>
        new()
        {
            Import = ImportSettingsReader.Read(inputs, resolved, shared),
            Shared = shared,
            Say = say,
            Options = new ChurnOptions
            {
                Seed = shared.Seed,
                Threads = shared.Threads,
                AllowLeaky = resolved.Flag(ChurnTrainOptions.AllowLeaky),
            },
            Label = resolved.Text(ChurnTrainOptions.Label),
            Positive = resolved.Text(ChurnTrainOptions.Positive),
            FeaturesFile = resolved.Text(ChurnTrainOptions.Features),
            Exclude =
                resolved
                    .Text(ChurnTrainOptions.Exclude)
                    ?.Split(
                        ',',
                        StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
                    )
                ?? [],
            TimeColumn = resolved.Text(ChurnTrainOptions.TimeColumn),
            RejectsFile = resolved.Text(ImportOptions.Rejects),
        };
}
