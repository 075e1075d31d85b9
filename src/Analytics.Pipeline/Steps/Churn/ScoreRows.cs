using Analytics.Pipeline.Output;
using Analytics.Pipeline.Settings;
using Analytics.Reports.Writers;

namespace Analytics.Pipeline.Steps.Churn;

/// <summary>Takes scored customers one by one and puts them where the settings want them: CSV goes out as it comes, other formats at the end.</summary>
internal sealed class ScoreRows : IDisposable
{
    private static readonly string[] Columns =
    [
        "customer_id",
        "churn_probability",
        "reason_1",
        "reason_2",
        "reason_3",
    ];

    private readonly ChurnRequest _request;
    private readonly Stream _stdout;
    private readonly bool _stdoutIsTerminal;
    private readonly OutputFile? _file;
    private readonly bool _isCsv;
    private CsvRows? _csv;
    private readonly List<IReadOnlyList<string?>> _kept = [];

    /// <summary>Opens the output before the long work.</summary>
    public ScoreRows(ChurnRequest request, Stream stdout, bool stdoutIsTerminal)
    {
        (_request, _stdout, _stdoutIsTerminal) = (request, stdout, stdoutIsTerminal);
        var settings = request.Shared;
        _isCsv = !settings.DryRun && IsCsv(settings, stdoutIsTerminal);
        _file =
            _isCsv && settings.Out is { Kind: OutputKind.File, Path: var path }
                ? OutputFile.Open(path, settings.Overwrite)
                : null;
    }

    /// <summary>Adds a customer.</summary>
    public void Add(string customer, double? probability, IReadOnlyList<string> reasons)
    {
        string?[] row = [customer, Cells.Of(probability), reasons[0], reasons[1], reasons[2]];
        if (_isCsv)
        {
            Csv.Add(row);
        }
        else if (!_request.Shared.DryRun)
        {
            _kept.Add(row);
        }
    }

    /// <summary>Finishes the output.</summary>
    public void Publish()
    {
        if (_isCsv)
        {
            Csv.Dispose();
            _file?.Publish();
        }
        else if (!_request.Shared.DryRun)
        {
            TableOutput.Write(Columns, _kept, _request.Shared, _stdout, _stdoutIsTerminal);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _csv?.Dispose();
        _file?.Dispose();
    }

    // not a byte goes out before there is something to say
    private CsvRows Csv => _csv ??= new(Columns, _file?.Stream ?? _stdout, _request.RawText);

    private static bool IsCsv(PipelineSettings settings, bool stdoutIsTerminal) =>
        settings.Out switch
        {
            { Kind: OutputKind.Directory } => throw new Core.Faults.UsageFault(
                "--out names a directory, but this is one table; name a file such as scores.csv, or - for stdout"
            ),
            { Kind: OutputKind.File, Path: var path } => settings.Format is null or TableFormat.Csv
                && (
                    settings.Format is not null
                    || !Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase)
                ),
            _ => settings.Format is TableFormat.Csv
                || (settings.Format is null && !stdoutIsTerminal),
        };
}
