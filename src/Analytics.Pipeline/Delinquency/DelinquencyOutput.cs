using Analytics.Core.Faults;
using Analytics.Ledger.Import;
using Analytics.Pipeline.Output;
using Analytics.Pipeline.Steps;
using Analytics.Reports.Document;
using Analytics.Reports.Writers;

namespace Analytics.Pipeline.Delinquency;

/// <summary>Where a receivables command puts its tables: the main one to stdout or a file, or all of them into a directory with the account of the rows.</summary>
public sealed class DelinquencyOutput : IDisposable
{
    private readonly DelinquencyRequest _request;
    private readonly RunDirectory? _directory;
    private readonly Stream _stdout;
    private readonly bool _isTerminal;

    private DelinquencyOutput(
        DelinquencyRequest request,
        RunDirectory? directory,
        Stream stdout,
        bool isTerminal
    ) => (_request, _directory, _stdout, _isTerminal) = (request, directory, stdout, isTerminal);

    /// <summary>Opens the output before the long work begins.</summary>
    /// <exception cref="UsageFault">The target exists.</exception>
    public static DelinquencyOutput Open(
        DelinquencyRequest request,
        Stream stdout,
        bool stdoutIsTerminal
    ) =>
        new(
            request,
            request.Shared is { Out.Kind: OutputKind.Directory, DryRun: false }
                ? RunDirectory.Open(request.Shared.Out.Path, request.Shared.Overwrite)
                : null,
            stdout,
            stdoutIsTerminal
        );

    /// <summary>True where everything is written, not the main table alone.</summary>
    public bool IsDirectory => _directory is not null;

    /// <summary>Writes files into the directory, where there is one.</summary>
    public void Write(IEnumerable<(string File, Action<Stream> Write)> files)
    {
        foreach (var (name, write) in _directory is null ? [] : files)
        {
            using var file = _directory!.Create(name);
            write(file);
        }
    }

    /// <summary>Writes the main table. Where nothing is to be written its rows are made all the same: what is said of them afterwards holds.</summary>
    /// <param name="name">Its name in a directory.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="rows">Its rows, perhaps made one by one.</param>
    public void Main(
        string name,
        IReadOnlyList<string> columns,
        IEnumerable<IReadOnlyList<string?>> rows
    )
    {
        if (_directory is not null)
        {
            Beside(name, columns, rows);
            return;
        }

        if (_request.Shared.DryRun)
        {
            foreach (var _ in rows) { }

            return;
        }

        var isStdoutCsv =
            _request.Shared.Out is null or { Kind: OutputKind.Stdout }
            && (_request.Shared.Format ?? (_isTerminal ? TableFormat.Table : TableFormat.Csv))
                == TableFormat.Csv;
        if (isStdoutCsv)
        {
            TableCsvWriter.Write(columns, rows, _stdout);
            return;
        }

        TableOutput.Write(columns, rows, _request.Shared, _stdout, _isTerminal);
    }

    /// <summary>Writes a table beside the main one, where there is a directory.</summary>
    public void Beside(
        string name,
        IReadOnlyList<string> columns,
        IEnumerable<IReadOnlyList<string?>> rows
    )
    {
        if (_directory is not null)
        {
            using var file = _directory.Create(name);
            TableCsvWriter.Write(columns, rows, file, _request.RawText);
        }
    }

    /// <summary>Writes the account of the rows, and gives the directory its name.</summary>
    public void Publish(ImportReport? report)
    {
        if (_directory is null)
        {
            return;
        }

        if (report is not null)
        {
            RejectsTable.Write(report.Rejects, _directory.Create("rejects.csv"), _request.RawText);
            AccountJson.Write(report, _directory.Create("reconciliation.json"));
        }

        _directory.Publish();
    }

    /// <inheritdoc/>
    public void Dispose() => _directory?.Dispose();
}
