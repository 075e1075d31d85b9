using Analytics.Core.Time;
using Analytics.Core.Value;
using Analytics.Core.Work;
using Analytics.Ledger.Import;
using Analytics.Models.Churn;

namespace Analytics.Pipeline.Settings;

/// <summary>Turns resolved settings into what the churn commands take.</summary>
public static class ChurnRequestReader
{
    /// <summary>Reads the settings; those that a command does not take keep their default.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="resolved">The settings.</param>
    /// <param name="taken">The settings the command takes.</param>
    /// <param name="shared">The shared ones.</param>
    /// <param name="progress">Told how far reading is.</param>
    /// <param name="say">Takes remarks.</param>
    /// <exception cref="Core.Faults.UsageFault">A value that cannot be used.</exception>
    public static ChurnRequest Read(
        IReadOnlyList<string> inputs,
        ResolvedSettings resolved,
        IReadOnlyList<SettingSpec> taken,
        PipelineSettings shared,
        ImportProgress progress,
        Action<string> say
    )
    {
        string? Text(SettingSpec spec) => taken.Contains(spec) ? resolved.Text(spec) : null;
        var import = ImportSettingsReader.Read(inputs, resolved, shared, progress) with
        {
            Details = true,
        };
        return new ChurnRequest
        {
            Import = import,
            Shared = shared,
            Say = say,
            Options = Options(resolved, taken, shared) with
            {
                NetOfReturns = import.Returns != ReturnsPolicy.Gross,
            },
            Label = Text(ChurnTrainOptions.Label),
            Positive = Text(ChurnTrainOptions.Positive),
            FeaturesFile = Text(ChurnTrainOptions.Features),
            Exclude =
                Text(ChurnTrainOptions.Exclude)
                    ?.Split(
                        ',',
                        StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
                    )
                ?? [],
            TimeColumn = Text(ChurnTrainOptions.TimeColumn),
            ModelPath = Text(ChurnTrainOptions.ModelFile),
            RejectsFile = resolved.Text(ImportOptions.Rejects),
            RawText =
                taken.Contains(AnalysisOptions.RawText) && resolved.Flag(AnalysisOptions.RawText),
        };
    }

    /// <summary>How models are trained and judged; settings that a command does not take keep their default.</summary>
    public static ChurnOptions Options(
        ResolvedSettings resolved,
        IReadOnlyList<SettingSpec> taken,
        PipelineSettings shared
    )
    {
        var horizon =
            taken.Contains(ChurnTrainOptions.Horizon)
            && resolved.Value(ChurnTrainOptions.Horizon).Origin
                == SettingValue.OptionOrigin(ChurnTrainOptions.Horizon)
                ? ChurnTrainOptions.Horizon
                : ChurnTrainOptions.ChurnHorizon;
        var options = new ChurnOptions { Seed = shared.Seed, Threads = shared.Threads };
        return options with
        {
            AllowLeaky =
                taken.Contains(ChurnTrainOptions.AllowLeaky)
                && resolved.Flag(ChurnTrainOptions.AllowLeaky),
            HorizonDays = taken.Contains(horizon)
                ? Horizon.Parse(resolved.Text(horizon)!, horizon.Option).WholeDays
                : options.HorizonDays,
            EligibleDays = taken.Contains(ChurnTrainOptions.Eligible)
                ? (int?)resolved.Whole(ChurnTrainOptions.Eligible, 1, 36_525)
                : null,
            Margin = taken.Contains(LifetimeOptions.Margin)
                ? LifetimeSettings.Share(resolved, LifetimeOptions.Margin)
                : options.Margin,
            Contact = taken.Contains(LifetimeOptions.SaveRate)
                ? LifetimeSettings.ReadContact(resolved, taken.Contains(LifetimeOptions.Budget))
                : new ContactTerms(),
        };
    }
}
