using System.Globalization;

namespace Analytics.Pipeline.Steps;

/// <summary>Numbers as cells of tables: invariant, in the shortest text that reads back the same.</summary>
internal static class Cells
{
    public static string Of(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Of(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    public static string? Of(double? value) => value is { } number ? Of(number) : null;

    public static string Of(DateOnly value) =>
        value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
