using Analytics.Pipeline.Output;

namespace Analytics.Pipeline.Settings;

/// <summary>The settings every command shares, read and checked.</summary>
public sealed record PipelineSettings
{
    // the runtime itself takes some 60 MB
    private const long LeastMemory = 128_000_000;

    /// <summary>Where results go; null where <c>--out</c> is not given.</summary>
    public OutputTarget? Out { get; init; }

    /// <summary>Shape of tables; null = table on a terminal, csv otherwise.</summary>
    public TableFormat? Format { get; init; }

    /// <summary>The day on which everything looks back; null = the last purchase day in the data.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Seed of every random draw, 0 or more.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Threads to use, 1 to 1,024.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>True: no progress and no remarks.</summary>
    public bool Quiet { get; init; }

    /// <summary>True: details of what is done and of errors.</summary>
    public bool Verbose { get; init; }

    /// <summary>True: no colour, also on a terminal.</summary>
    public bool NoColor { get; init; }

    /// <summary>True: an existing output is replaced.</summary>
    public bool Overwrite { get; init; }

    /// <summary>True: everything is checked and counted, nothing is written.</summary>
    public bool DryRun { get; init; }

    /// <summary>Language of labels in reports: <c>en</c> or <c>zh</c>.</summary>
    public string Lang { get; init; } = "en";

    /// <summary>How long the command may take; null = as long as it needs.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How many bytes of memory the command may take; null = as many as there are.</summary>
    public long? Memory { get; init; }

    /// <summary>True: every line on stderr is a JSON object.</summary>
    public bool LogsJson { get; init; }

    /// <summary>Reads and checks the settings of <see cref="GlobalOptions"/>.</summary>
    /// <exception cref="Core.Faults.UsageFault">A value that cannot be used, with its origin.</exception>
    public static PipelineSettings From(ResolvedSettings settings) =>
        new()
        {
            Out = settings.Text(GlobalOptions.Out) is { } path ? OutputTarget.Parse(path) : null,
            Format = settings.Choice(GlobalOptions.Format) switch
            {
                "table" => TableFormat.Table,
                "csv" => TableFormat.Csv,
                "json" => TableFormat.Json,
                _ => null,
            },
            AsOf = settings.Date(GlobalOptions.AsOf),
            Seed = settings.Whole(GlobalOptions.Seed, 0, long.MaxValue) ?? 1,
            Threads = (int)(
                settings.Whole(GlobalOptions.Threads, 1, 1024) ?? Environment.ProcessorCount
            ),
            Quiet = settings.Flag(GlobalOptions.Quiet),
            Verbose = settings.Flag(GlobalOptions.Verbose),
            NoColor = settings.Flag(GlobalOptions.NoColor),
            Overwrite = settings.Flag(GlobalOptions.Overwrite),
            DryRun = settings.Flag(GlobalOptions.DryRun),
            Lang = settings.Choice(GlobalOptions.Lang) ?? "en",
            Timeout = settings.Duration(GlobalOptions.Timeout),
            Memory = settings.Bytes(GlobalOptions.Memory, LeastMemory),
            LogsJson = settings.Choice(GlobalOptions.Log) == "json",
        };
}
