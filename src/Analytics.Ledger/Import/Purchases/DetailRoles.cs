using Analytics.Ledger.Import.Sniffing;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>The roles that tell what was bought and where. No analysis needs them; churn looks at them where they are mapped. Flags per role stand by their place.</summary>
internal static class DetailRoles
{
    /// <summary>Place of products among the roles.</summary>
    public const int Product = 0;

    /// <summary>Place of categories.</summary>
    public const int Category = 1;

    /// <summary>Place of channels.</summary>
    public const int Channel = 2;

    /// <summary>Number of roles.</summary>
    public const int Count = 3;

    /// <summary>The roles by their place.</summary>
    public static IReadOnlyList<ColumnRole> All { get; } =
    [ColumnRole.Product, ColumnRole.Category, ColumnRole.Channel];

    /// <summary>No role.</summary>
    public static bool[] None { get; } = new bool[Count];

    /// <summary>Every role.</summary>
    public static bool[] Every { get; } = [.. All.Select(_ => true)];

    /// <summary>The roles for which something holds.</summary>
    public static bool[] Where(Func<ColumnRole, bool> holds) => [.. All.Select(holds)];
}
