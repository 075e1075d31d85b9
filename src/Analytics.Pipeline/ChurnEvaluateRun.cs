using Analytics.Core.Faults;
using Analytics.Models.Churn;
using Analytics.Models.Features;
using Analytics.Pipeline.Output;
using Analytics.Pipeline.Steps.Churn;

namespace Analytics.Pipeline;

/// <summary>Judges a saved churn model on new data.</summary>
public static class ChurnEvaluateRun
{
    /// <summary>Reads model and data and writes <c>churn_evaluation.json</c> into the directory, the file, or stdout.</summary>
    /// <returns>What was written, or null for stdout and after a dry run.</returns>
    public static string? Run(ChurnRequest request, Stream stdout, CancellationToken stop)
    {
        var model = ChurnFiles.Read(request.ModelPath!);
        var target = request.Shared.Out;
        var path =
            target is null or { Kind: OutputKind.Stdout } ? null
            : target.Kind == OutputKind.File ? target.Path
            : Path.Combine(target.Path, ChurnFiles.Evaluation);
        using var file =
            path is null || request.Shared.DryRun
                ? null
                : OutputFile.Open(path, request.Shared.Overwrite);
        var evidence = model.Setting.IsContractual
            ? OfTable(model, request, stop)
            : OfTransactions(model, request, stop);
        ChurnWords.Tell(evidence, request.Say);
        ChurnWords.Warn(evidence.Stability, request.Say);
        if (request.Shared.DryRun)
        {
            return null;
        }

        ChurnEvidenceJson.Write(file?.Stream ?? stdout, evidence);
        file?.Publish();
        return path;
    }

    private static ChurnEvidence OfTable(
        ChurnModel model,
        ChurnRequest request,
        CancellationToken stop
    )
    {
        var table = LabelledTable.Read(
            request with
            {
                Label = request.Label ?? model.Setting.Label,
                Positive = request.Positive ?? model.Setting.Event,
            },
            stop
        );
        var raw = ModelColumns.Of(model, "the input", table.Columns);
        return ChurnJudge.Of(
            model,
            [.. raw.Select(c => ((TextColumn)c).Take(table.Label.Rows))],
            table.Label.Positive,
            "a saved model on new data",
            request.Options
        );
    }

    private static ChurnEvidence OfTransactions(
        ChurnModel model,
        ChurnRequest request,
        CancellationToken stop
    )
    {
        if (request.Label is not null)
        {
            throw new ModelFault(
                "the model foretells churn from transactions, so there is no --label"
            );
        }

        var input = TransactionInput.Read(request, stop);
        return NewestWindow.Judge(
            model,
            input.Days,
            input.AsOfDay,
            input.Attributes,
            request.Options,
            "a saved model on new data"
        );
    }
}
