using System.Globalization;
using Analytics.Core.Faults;
using Analytics.Ledger.Import;
using Analytics.Ledger.Receivables;
using Analytics.Ledger.Store;
using Analytics.Pipeline.Settings;

namespace Analytics.Pipeline.Delinquency;

/// <summary>What a receivables command is asked for.</summary>
public sealed record DelinquencyRequest
{
    /// <summary>How the inputs are read.</summary>
    public required ReceivablesSettings Reading { get; init; }

    /// <summary>True to keep disputed items apart.</summary>
    public required bool DisputedApart { get; init; }

    /// <summary>Open items of at most this amount make nobody overdue, in currency units.</summary>
    public required decimal MaterialAmount { get; init; }

    /// <summary>Open items of at most this share of the balance make nobody overdue.</summary>
    public required double MaterialShare { get; init; }

    /// <summary>Customer types: <c>auto</c>, <c>none</c>, <c>value-8</c> or a column; null = by the shape.</summary>
    public string? Types { get; init; }

    /// <summary>Settings of all commands.</summary>
    public required PipelineSettings Shared { get; init; }

    /// <summary>What <c>--rejects</c> names, or null.</summary>
    public string? RejectsFile { get; init; }

    /// <summary>True to write text as it is.</summary>
    public bool RawText { get; init; }

    /// <summary>Takes remarks.</summary>
    public required Action<string> Say { get; init; }

    /// <summary>Reads the settings.</summary>
    /// <exception cref="UsageFault">A value that cannot be used.</exception>
    public static DelinquencyRequest Of(
        IReadOnlyList<string> inputs,
        ResolvedSettings resolved,
        PipelineSettings shared,
        bool hasTypes,
        Core.Work.ImportProgress progress,
        Action<string> say
    )
    {
        var types = hasTypes ? resolved.Text(DelinquencyOptions.Types) : null;
        var amount = resolved.Text(DelinquencyOptions.MaterialAmount) ?? "0";
        return new DelinquencyRequest
        {
            Reading = new ReceivablesSettings
            {
                Import = ImportSettingsReader.Read(inputs, resolved, shared, progress),
                Shape = ShapeOf(resolved),
                Payments = resolved.List(DelinquencyOptions.Payments),
                Wide = WideOf(resolved),
                Statuses = Words(resolved, DelinquencyOptions.Statuses),
                TypeColumn = types is null or "auto" or "none" or "value-8" ? null : types,
            },
            DisputedApart = resolved.Choice(DelinquencyOptions.Disputed) == "apart",
            MaterialAmount = decimal.TryParse(
                amount,
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var floor
            )
                ? floor
                : throw resolved.Refused(
                    DelinquencyOptions.MaterialAmount,
                    "is not an amount such as 100 or 0.50"
                ),
            MaterialShare = Percent(resolved, DelinquencyOptions.MaterialShare, 0),
            Types = types,
            Shared = shared,
            RejectsFile = resolved.Text(ImportOptions.Rejects),
            RawText = false,
            Say = say,
        };
    }

    /// <summary>The shape that is named, or null.</summary>
    public static ReceivablesShape? ShapeOf(ResolvedSettings resolved) =>
        resolved.Choice(DelinquencyOptions.Shape) switch
        {
            "open-items" => ReceivablesShape.OpenItems,
            "ledger" => ReceivablesShape.Ledger,
            "panel" => ReceivablesShape.Panel,
            "wide" => ReceivablesShape.Wide,
            _ => null,
        };

    /// <summary>The status columns of a wide panel, oldest first; empty where it is none.</summary>
    /// <exception cref="UsageFault">An empty or a repeated name.</exception>
    public static IReadOnlyList<string> WideOf(ResolvedSettings resolved) =>
        Words(resolved, DelinquencyOptions.Wide) ?? [];

    /// <summary>True where there is something to read: files, or a store.</summary>
    public bool HasInput => Reading.Import is { Inputs.Count: > 0 } or { Store: not null };

    /// <summary>What the store holds of receivables, as one SHA-256; null where files are read, or a store that holds none.</summary>
    public string? StoreDigest() =>
        Reading.Import.Store is { } store
            ? LedgerStore.Open(Path.GetFullPath(store)).ReceivablesDigest()
            : null;

    /// <summary>True where files are named, or the store holds receivables.</summary>
    public bool IsThere => Reading.Import.Inputs.Count > 0 || StoreDigest() is not null;

    /// <summary>The same beside purchases: roles, expected header and rejects file are theirs, and receivables are told by their own columns.</summary>
    public DelinquencyRequest BesidePurchases() =>
        this with
        {
            RejectsFile = null,
            Reading = Reading with
            {
                Import = Reading.Import with
                {
                    Map = new Dictionary<string, string>(StringComparer.Ordinal),
                    ExpectedColumns = null,
                    Store = Reading.Import.Inputs.Count > 0 ? null : Reading.Import.Store,
                },
            },
        };

    /// <summary>A share written as <c>5%</c> or <c>0.05</c>.</summary>
    /// <exception cref="UsageFault">Neither, or not between 0 and 1.</exception>
    public static double Percent(ResolvedSettings resolved, SettingSpec spec, double otherwise)
    {
        var text = resolved.Text(spec);
        if (text is null)
        {
            return otherwise;
        }

        var isPercent = text.EndsWith('%');
        return
            double.TryParse(
                isPercent ? text[..^1] : text,
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var value
            ) && value / (isPercent ? 100 : 1) is >= 0 and <= 1 and var share
            ? share
            : throw resolved.Refused(spec, "is not a share such as 5% or 0.05");
    }

    private static string[]? Words(ResolvedSettings resolved, SettingSpec spec)
    {
        var words = resolved.Text(spec)?.Split(',', StringSplitOptions.TrimEntries);
        if (words is null)
        {
            return null;
        }

        return
            words.Contains("", StringComparer.Ordinal)
            || words.Distinct(StringComparer.Ordinal).Count() < words.Length
            ? throw resolved.Refused(spec, "holds an empty or a repeated word")
            : words;
    }
}
