using Analytics.Core.Faults;
using Analytics.Ledger.Import;
using Analytics.Ledger.Store;
using Analytics.Ledger.Tests.Data;

namespace Analytics.Ledger.Tests.Store;

/// <summary>Short ways to fill and read stores.</summary>
internal static class Stores
{
    /// <summary>Asks for the lock and does not wait.</summary>
    public static LockRequest Now { get; } = new("process 1 on test", TimeSpan.Zero);

    /// <summary>Brings files in, in one commit.</summary>
    public static IReadOnlyList<LoadOutcome> Import(
        string store,
        ImportSettings settings,
        params string[] files
    )
    {
        using var import = StoreImport.Open(
            settings with
            {
                Inputs = files,
            },
            store,
            Now,
            isDryRun: false,
            CancellationToken.None
        );
        import.Commit();
        return import.Outcomes;
    }

    /// <summary>The settings that read a store.</summary>
    public static ImportSettings Reading(string store, ImportSettings? settings = null) =>
        (settings ?? Imports.Of()) with
        {
            Inputs = [],
            Store = store,
        };

    /// <summary>The summary and its account as text.</summary>
    public static string Summary(ImportSettings settings)
    {
        using var source = StorePurchases.Open(settings, CancellationToken.None);
        var result = source.Summarise();
        return Imports.Text(result.Data) + Imports.Text(result.Report);
    }

    /// <summary>The customer-days, folded, and their account as text.</summary>
    public static string Days(ImportSettings settings)
    {
        using var source = StorePurchases.Open(settings, CancellationToken.None);
        var result = source.ReadDays();
        return Imports.Text(Imports.Fold(result, settings)) + Imports.Text(result.Report);
    }

    /// <summary>The text, or the complaint about a lone last day.</summary>
    public static string OrAlone(Func<string> run)
    {
        try
        {
            return run();
        }
        catch (DataFault fault)
            when (fault.Message.Contains("stands alone", StringComparison.Ordinal))
        {
            return "the last day stands alone";
        }
    }

    /// <summary>A small clean export.</summary>
    public static string Export(int from, int rows) =>
        "customer_id,order_date,order_id,amount\n"
        + string.Concat(
            Enumerable
                .Range(from, rows)
                .Select(i =>
                    FormattableString.Invariant(
                        $"c{i * 7 % 13},{new DateOnly(2024, 1, 1).AddDays(i % 90):yyyy-MM-dd},o{i * 5 % 60},{(i % 11 == 0 ? "-" : "")}{i * 37 % 1000}.{i % 100:00}\n"
                    )
                )
        );
}
