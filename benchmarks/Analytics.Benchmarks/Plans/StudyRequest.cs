using Analytics.Core.Work;
using Analytics.Pipeline.Delinquency;
using Analytics.Pipeline.Settings;

namespace Analytics.Benchmarks.Plans;

/// <summary>A receivables command as from the command line, for a study that needs what it makes on the way.</summary>
internal static class StudyRequest
{
    /// <summary>The settings, defaults but for those given.</summary>
    /// <param name="pairs">SETTING=VALUE.</param>
    public static ResolvedSettings Resolve(string[] pairs) =>
        ResolvedSettings.From(
            [
                .. GlobalOptions.All,
                .. ImportOptions.All,
                .. DelinquencyOptions.All,
                LifetimeOptions.Margin,
                LifetimeOptions.Budget,
            ],
            pairs
                .Select(p => p.Split('=', 2))
                .ToDictionary(
                    p => p[0],
                    p => new SettingValue([p[1]], "option"),
                    StringComparer.Ordinal
                )
        );

    /// <summary>The request for one input.</summary>
    public static DelinquencyRequest Of(string input, string[] pairs)
    {
        var resolved = Resolve(pairs);
        return DelinquencyRequest.Of(
            [input],
            resolved,
            PipelineSettings.From(resolved),
            hasTypes: true,
            new ImportProgress(),
            Console.Error.WriteLine
        );
    }
}
