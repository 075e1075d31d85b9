using Analytics.Core.Fitting;
using Analytics.Pipeline.Output;
using Analytics.Pipeline.Settings;

namespace Analytics.Pipeline.Steps.Lifetime;

/// <summary>Writes the models tried, and only then refuses one that was asked for by name and is not fit.</summary>
internal static class FitOutput
{
    /// <summary>Writes the rows of <c>lifetime.csv</c>: of the model asked for, or of all.</summary>
    /// <exception cref="Core.Faults.ModelFault">The model asked for by name is not fit for use.</exception>
    public static void Write(
        LifetimeSettings settings,
        LifetimeChoice choice,
        SpendFit? spend,
        PipelineSettings shared,
        Action<string> say,
        Stream stdout,
        bool stdoutIsTerminal
    )
    {
        var isSpend = settings.Model is { } name && LifetimeSettings.IsSpend(name);
        var table =
            isSpend ? LifetimeTables.SpendFitAlone(spend!)
            : settings.Model is not null ? LifetimeTables.Fits(choice, null)
            : LifetimeTables.Fits(choice, spend);
        TableOutput.Write(table.Columns, table.Rows, shared, stdout, stdoutIsTerminal);
        if (!isSpend)
        {
            LifetimeFits.Require(settings, choice);
            say(choice.Words);
        }
        else if (!spend!.IsFit)
        {
            throw new Core.Faults.ModelFault(LifetimeFits.NotFit(settings.Model!, spend.Diagnosis));
        }
    }
}
