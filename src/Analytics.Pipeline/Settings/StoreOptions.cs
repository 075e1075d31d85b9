using System.Globalization;
using Analytics.Core.Faults;
using Analytics.Ledger.Store;

namespace Analytics.Pipeline.Settings;

/// <summary>The settings of a store.</summary>
public static class StoreOptions
{
    /// <summary>The store.</summary>
    public static readonly SettingSpec Store = new(
        "store",
        "DIR",
        "read the store in this directory instead of inputs"
    )
    {
        ChangesResult = false,
    };

    /// <summary>The store that inputs are brought into.</summary>
    public static readonly SettingSpec Target = Store with
    {
        Help = "the store: a directory, made where there is none",
    };

    /// <summary>The store that is checked or put in order.</summary>
    public static readonly SettingSpec Kept = Store with { Help = "the store" };

    /// <summary>The table that exports enter, or that is read back.</summary>
    public static readonly SettingSpec Table = new(
        "table",
        "purchases|receivables|...",
        "the table they enter: purchases, receivables, payments, customers or campaigns (told by the columns where they are no purchases)"
    )
    {
        Choices = [.. StoreTables.All],
        ChangesResult = false,
    };

    /// <summary>The table of a store that is read back.</summary>
    public static readonly SettingSpec ReadTable = Table with
    {
        Help = "with --store: the table that is read back",
    };

    /// <summary>Joining small segments.</summary>
    public static readonly SettingSpec Compact = new(
        "compact",
        "",
        "join the files of small loads into larger ones; loads, accounts and digest stay"
    )
    {
        ChangesResult = false,
    };

    /// <summary>Waiting for another writer.</summary>
    public static readonly SettingSpec Wait = new(
        "wait",
        "[DURATION]",
        "wait while another process writes the store, for as long as it takes or for example 30s, 10m, 1h"
    )
    {
        Bare = "forever",
        ChangesResult = false,
    };

    /// <summary>All of them, in the order of the help page.</summary>
    public static readonly IReadOnlyList<SettingSpec> All = [Store, Wait];

    /// <summary>The store's directory, or null where none is named or the command takes none.</summary>
    public static string? Of(ResolvedSettings resolved) =>
        resolved.Takes(Store) ? resolved.Text(Store) : null;

    /// <summary>The store to read or fill; named inputs win over a store that only the config names, except where both are wanted.</summary>
    /// <param name="resolved">The settings.</param>
    /// <param name="inputs">The inputs.</param>
    public static string? Of(ResolvedSettings resolved, IReadOnlyList<string> inputs) =>
        inputs.Count == 0
        || resolved.Takes(Wait)
        || (
            resolved.Takes(Store)
            && resolved.Value(Store).Origin == SettingValue.OptionOrigin(Store)
        )
            ? Of(resolved)
            : null;

    /// <summary>The store's directory, which is needed.</summary>
    /// <param name="words">The words of the command line; the first may name it too.</param>
    /// <param name="resolved">The settings.</param>
    /// <exception cref="UsageFault">No store is named, or two.</exception>
    public static string Required(IReadOnlyList<string> words, ResolvedSettings resolved)
    {
        if (words.Count > 1)
        {
            throw new UsageFault("name one store");
        }

        return words.Count == 1
            ? words[0]
            : Of(resolved)
                ?? throw new UsageFault("no store is named; name its directory with --store DIR");
    }

    /// <summary>How long to wait: null = as long as it takes, zero = not at all.</summary>
    /// <exception cref="UsageFault">Not a duration.</exception>
    public static TimeSpan? WaitOf(ResolvedSettings resolved)
    {
        var text = resolved.Takes(Wait) ? resolved.Text(Wait) : null;
        if (text is null || text == Wait.Bare)
        {
            return text is null ? TimeSpan.Zero : null;
        }

        var seconds = text[^1] switch
        {
            'h' => 3600,
            'm' => 60,
            's' => 1,
            _ => 0,
        };
        return
            seconds > 0
            && int.TryParse(
                text.AsSpan(0, text.Length - 1),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var count
            )
            ? TimeSpan.FromSeconds((double)count * seconds)
            : throw resolved.Refused(Wait, "is not a duration such as 30s, 10m or 1h");
    }
}
