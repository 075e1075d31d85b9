namespace Analytics.Ledger.Receivables;

/// <summary>The shapes in which receivables are exported.</summary>
public enum ReceivablesShape
{
    /// <summary>One row per invoice, perhaps with the day it was settled; payments may stand in files of their own.</summary>
    OpenItems,

    /// <summary>One row per posting: invoices, payments, credits, write-offs, disputes.</summary>
    Ledger,

    /// <summary>One row per account and month, with a status.</summary>
    Panel,

    /// <summary>One row per account, with one status column per month.</summary>
    Wide,
}

/// <summary>Names of shapes as <c>--shape</c> takes them.</summary>
public static class ReceivablesShapes
{
    /// <summary>The name.</summary>
    public static string Name(this ReceivablesShape shape) =>
        shape == ReceivablesShape.OpenItems ? "open-items" : shape.ToString().ToLowerInvariant();

    /// <summary>True where states follow from postings, false where the export brings them.</summary>
    public static bool HasPostings(this ReceivablesShape shape) =>
        shape is ReceivablesShape.OpenItems or ReceivablesShape.Ledger;
}
