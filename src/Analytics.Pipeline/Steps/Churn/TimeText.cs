using System.Globalization;
using Analytics.Core.Faults;
using Analytics.Models.Features;

namespace Analytics.Pipeline.Steps.Churn;

/// <summary>Reads a column of times to order rows by: ISO dates or plain numbers.</summary>
internal static class TimeText
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd",
        "yyyy-MM-dd HH:mm:ss",
        "yyyy-MM-ddTHH:mm:ss",
        "yyyy/MM/dd",
        "yyyy-MM",
    ];

    /// <summary>A number per row that grows with time.</summary>
    /// <exception cref="DataFault">A cell that is neither.</exception>
    public static double[] Read(TextColumn column)
    {
        var times = new double[column.Rows];
        for (var row = 0; row < times.Length; row++)
        {
            if (NumberText.TryRead(column[row], '.', out times[row]))
            {
                continue;
            }

            times[row] = DateTime.TryParseExact(
                column.Text(row),
                Formats,
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var time
            )
                ? time.Ticks
                : throw new DataFault(
                    $"--time-column {column.Name}: row {Cells.Of(row + 1)} holds '{column.Text(row)}', neither a number nor a date such as 2024-12-31"
                );
        }

        return times;
    }
}
