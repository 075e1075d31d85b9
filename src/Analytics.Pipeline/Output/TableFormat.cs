namespace Analytics.Pipeline.Output;

/// <summary>The shape in which a table is printed.</summary>
public enum TableFormat
{
    /// <summary>Aligned columns for people.</summary>
    Table,

    /// <summary>RFC 4180 text.</summary>
    Csv,

    /// <summary>An array of objects.</summary>
    Json,
}
