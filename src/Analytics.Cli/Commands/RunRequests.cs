using Analytics.Pipeline;
using Analytics.Pipeline.Delinquency;
using Analytics.Pipeline.Settings;

namespace Analytics.Cli.Commands;

/// <summary>Makes the request of a run from what the command was given.</summary>
internal static class RunRequests
{
    /// <summary>Reads and checks all settings; the ones that decide bytes go into the manifest.</summary>
    public static RunRequest Of(CommandContext context, IReadOnlyList<SettingSpec> settings)
    {
        var deciding = settings
            .Where(spec => spec.ChangesResult && context.Resolved.Value(spec).Texts.Count > 0)
            .ToList();
        deciding.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        var options = new (string, string)[deciding.Count];
        for (var i = 0; i < options.Length; i++)
        {
            options[i] = (deciding[i].Name, Shown(deciding[i], context.Resolved));
        }

        return new RunRequest(
            ImportSettingsReader.Read(
                context.Inputs,
                context.Resolved,
                context.Settings,
                context.Progress
            ),
            settings.Contains(AnalysisOptions.Bins)
                ? ScoreSettings.From(context.Resolved)
                : ScoreSettings.Default with
                {
                    RawText = context.Resolved.Flag(AnalysisOptions.RawText),
                },
            PortfolioOf(context, settings),
            LifetimeSettings.From(context.Resolved, settings),
            context.Settings,
            context.Resolved.Text(ImportOptions.Rejects),
            options,
            Version.Text,
            context.Say
        )
        {
            Churn = ChurnRequestReader.Options(context.Resolved, settings, context.Settings),
            Receivables = ReceivablesOf(context, settings),
            NamedFiles =
            [
                .. settings
                    .Where(spec => spec.ChangesResult)
                    .SelectMany(context.Resolved.List)
                    .Where(Path.Exists),
            ],
            Lock = StoreRequest.LockOf("crm run", context.Resolved, TimeProvider.System),
        };
    }

    private static DelinquencyRequest? ReceivablesOf(
        CommandContext context,
        IReadOnlyList<SettingSpec> settings
    )
    {
        if (!settings.Contains(DelinquencyOptions.Receivables))
        {
            return null;
        }

        var inputs = context.Resolved.List(DelinquencyOptions.Receivables);
        if (inputs.Count == 0 && StoreOptions.Of(context.Resolved) is null)
        {
            return null;
        }

        return DelinquencyRequest
            .Of(
                inputs,
                context.Resolved,
                context.Settings,
                hasTypes: true,
                context.Progress,
                context.Say
            )
            .BesidePurchases();
    }

    private static PortfolioSettings PortfolioOf(
        CommandContext context,
        IReadOnlyList<SettingSpec> settings
    ) =>
        settings.Contains(AnalysisOptions.Only) ? PortfolioSettings.From(context.Resolved)
        : settings.Contains(AnalysisOptions.Tiers)
            ? new PortfolioSettings
            {
                Tiers = PortfolioSettings.ReadTiers(context.Resolved),
                Value = context.Resolved.Choice(AnalysisOptions.Value)!,
            }
        : new PortfolioSettings();

    // a file named in a setting counts by its name: its place is no matter of the result
    private static string Shown(SettingSpec spec, ResolvedSettings resolved)
    {
        var text = string.Join(',', resolved.List(spec));
        return spec == DelinquencyOptions.Receivables || spec == DelinquencyOptions.Payments
                ? string.Join(',', resolved.List(spec).Select(Path.GetFileName))
            : spec == AnalysisOptions.Previous
                ? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(text)))
            : spec == AnalysisOptions.RfmCuts
            || (spec == AnalysisOptions.Segments && text.Contains('/', StringComparison.Ordinal))
                ? Path.GetFileName(text)
            : text;
    }
}
