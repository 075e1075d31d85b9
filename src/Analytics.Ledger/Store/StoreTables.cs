using Analytics.Core.Faults;

namespace Analytics.Ledger.Store;

/// <summary>The tables of a store. Purchases are kept as typed columns; of all others every cell is kept as the text it was.</summary>
public static class StoreTables
{
    /// <summary>What customers bought.</summary>
    public const string Purchases = "purchases";

    /// <summary>Open items, a ledger of postings, or a panel of states.</summary>
    public const string Receivables = "receivables";

    /// <summary>Payments beside open items.</summary>
    public const string Payments = "payments";

    /// <summary>One row per customer with what else is known of them.</summary>
    public const string Customers = "customers";

    /// <summary>Who was contacted when, by which campaign, at which cost.</summary>
    public const string Campaigns = "campaigns";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [Purchases, Receivables, Payments, Customers, Campaigns];

    /// <summary>The fault of a store that lacks a table.</summary>
    /// <param name="store">The store.</param>
    /// <param name="table">The table.</param>
    internal static DataFault Missing(string store, string table) =>
        new(
            $"{store}: the store holds no {table} yet; bring some in with crm import FILES --store {store}"
                + (table == Purchases ? "" : $" --table {table}")
        );
}
