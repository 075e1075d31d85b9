namespace Analytics.Ledger.Import.Sniffing;

/// <summary>What a column of a purchase export can be.</summary>
public enum ColumnRole
{
    /// <summary>Who bought.</summary>
    Customer,

    /// <summary>When.</summary>
    Date,

    /// <summary>The order or invoice the row belongs to.</summary>
    Order,

    /// <summary>The row's money.</summary>
    Amount,

    /// <summary>Pieces.</summary>
    Quantity,

    /// <summary>Money a piece.</summary>
    UnitPrice,

    /// <summary>What was bought.</summary>
    Product,

    /// <summary>Its group.</summary>
    Category,

    /// <summary>Where it was sold.</summary>
    Channel,

    /// <summary>The campaign it answers.</summary>
    Campaign,

    /// <summary>Currency code.</summary>
    Currency,

    /// <summary>Purchase or return.</summary>
    Kind,

    /// <summary>Tells which rows of a store are the same.</summary>
    Key,

    /// <summary>Tells which of them is the newest: a number, or a date or time of ISO 8601.</summary>
    Version,
}

/// <summary>Names of roles as <c>--map</c> understands them.</summary>
public static class ColumnRoles
{
    /// <summary>All roles.</summary>
    public static IReadOnlyList<ColumnRole> All { get; } = Enum.GetValues<ColumnRole>();

    /// <summary>The name, for example <c>unit_price</c>.</summary>
    public static string Name(this ColumnRole role) =>
        role == ColumnRole.UnitPrice ? "unit_price" : role.ToString().ToLowerInvariant();

    /// <summary>The role of a name, or null.</summary>
    public static ColumnRole? Of(string name)
    {
        foreach (var role in All)
        {
            if (role.Name() == name)
            {
                return role;
            }
        }

        return null;
    }
}
