using Analytics.Core.Faults;
using Analytics.Models.Churn;
using Analytics.Pipeline.Output;
using Analytics.Pipeline.Steps.Churn;

namespace Analytics.Pipeline;

/// <summary>Trains a churn model and writes it with its proof.</summary>
public static class ChurnTrainRun
{
    /// <summary>Reads, trains, tests, writes; the directory appears whole or not at all.</summary>
    /// <returns>The directory's path, or null after a dry run.</returns>
    /// <exception cref="UsageFault"><c>--out</c> names no directory.</exception>
    public static string? Run(ChurnRequest request, CancellationToken stop)
    {
        if (request.Shared.Out is not { Kind: OutputKind.Directory } target)
        {
            throw new UsageFault(
                "churn train writes a directory; name it with --out, for example --out out/churn"
            );
        }

        using var directory = request.Shared.DryRun
            ? null
            : RunDirectory.Open(target.Path, request.Shared.Overwrite);
        var result = Train(request, stop);
        ChurnWords.Tell(result.Evidence, request.Say);
        if (directory is null)
        {
            return null;
        }

        ChurnFiles.Write(directory, result);
        directory.Publish();
        return target.Path;
    }

    private static ChurnResult Train(ChurnRequest request, CancellationToken stop)
    {
        if (request.Label is null)
        {
            if (request.TimeColumn is not null)
            {
                throw new UsageFault(
                    "--time-column belongs to a table with --label; transactions are split by time anyway"
                );
            }

            var input = TransactionInput.Read(request, stop);
            return TransactionChurn.Train(
                input.Days,
                input.AsOfDay,
                [
                    .. LabelledTable
                        .Excluded(input.Attributes, request.Exclude)
                        .Select(c => (Models.Features.TextColumn)c),
                ],
                request.Options,
                request.Say
            );
        }

        var table = LabelledTable.Read(request, stop);
        return ContractualChurn.Train(
            table.Columns,
            table.Label,
            table.Time,
            new ChurnSetting(request.Label, table.Label.Event, table.IdColumn, 0, 0),
            request.Options,
            request.Say
        );
    }
}
