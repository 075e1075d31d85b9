using Analytics.Core.Faults;
using Analytics.Models.Churn;
using Analytics.Models.Features;

namespace Analytics.Pipeline.Steps.Churn;

/// <summary>Contractual data made ready: outcome, columns that may be learnt from, and a time where one is asked for.</summary>
/// <param name="Label">The outcomes.</param>
/// <param name="Columns">The columns, those of the features file behind.</param>
/// <param name="Time">A time per row, or null.</param>
/// <param name="IdColumn">Name of the column that names customers, or null.</param>
internal sealed record LabelledTable(
    LabelColumn Label,
    IReadOnlyList<RawColumn> Columns,
    double[]? Time,
    string? IdColumn
)
{
    /// <summary>Reads input and features file.</summary>
    /// <exception cref="DataFault">Columns that do not exist, a label that is none, ids that do not join.</exception>
    public static LabelledTable Read(ChurnRequest request, CancellationToken stop)
    {
        var table = AttributeTable.Read(
            request.Import,
            "churn train --label",
            request.RejectsFile,
            request.Say,
            stop
        );
        var labelAt = table.Find(request.Label!, "--label");
        var label = LabelColumn.Read(table.Columns[labelAt], request.Positive);
        if (label.Blank > 0)
        {
            request.Say($"{Cells.Of(label.Blank)} rows have no '{request.Label}' and are left out");
        }

        var timeAt = request.TimeColumn is { } name ? table.Find(name, "--time-column") : -1;
        var columns = table
            .Columns.Where((_, c) => c != labelAt && c != timeAt && c != table.Id)
            .Select(c => (RawColumn)c)
            .ToList();
        if (FeatureJoin.Read(request, stop) is { } features)
        {
            columns.AddRange(features.To(table));
            features.Require(request.Say);
        }

        return new LabelledTable(
            label,
            Excluded(columns, request.Exclude),
            timeAt < 0 ? null : TimeText.Read(table.Columns[timeAt]),
            table.Id < 0 ? null : table.Columns[table.Id].Name
        );
    }

    /// <summary>The columns without those named.</summary>
    /// <exception cref="UsageFault">A name that is no column.</exception>
    public static IReadOnlyList<RawColumn> Excluded(
        IReadOnlyList<RawColumn> columns,
        IReadOnlyList<string> names
    )
    {
        foreach (var name in names)
        {
            if (!columns.Any(c => c.Name == name))
            {
                throw new UsageFault(
                    $"--exclude names no column '{name}'{NearestWord.Hint(name, columns.Select(c => c.Name))}"
                );
            }
        }

        return [.. columns.Where(c => !names.Contains(c.Name, StringComparer.Ordinal))];
    }
}
