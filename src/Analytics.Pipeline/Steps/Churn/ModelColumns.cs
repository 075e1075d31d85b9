using Analytics.Core.Faults;
using Analytics.Models.Churn;
using Analytics.Models.Features;

namespace Analytics.Pipeline.Steps.Churn;

/// <summary>Brings the columns of new data into the order of a model's schema.</summary>
internal static class ModelColumns
{
    /// <summary>Columns of a table.</summary>
    /// <exception cref="DataFault">The table lacks columns the model was trained on.</exception>
    public static IReadOnlyList<RawColumn> Of(
        ChurnModel model,
        string name,
        IReadOnlyList<RawColumn> columns
    )
    {
        var missing = model
            .Schema.Columns.Where(c => !columns.Any(raw => raw.Name == c.Name))
            .Select(c => $"'{c.Name}'")
            .ToList();
        return missing.Count == 0
            ? [.. model.Schema.Columns.Select(c => columns.First(raw => raw.Name == c.Name))]
            : throw new DataFault(
                $"{name} lacks {(missing.Count == 1 ? "a column" : "columns")} the model was trained on: {string.Join(", ", missing)}; add them (--features FILE for those of another table), or train a model without them"
            );
    }

    /// <summary>Features of transactions at a cut-off, and attributes of the same customers.</summary>
    public static IReadOnlyList<RawColumn> Of(
        ChurnModel model,
        ChurnRows rows,
        IReadOnlyList<TextColumn> attributes
    )
    {
        var columns = new List<RawColumn>(rows.Columns);
        columns.AddRange(attributes.Select(a => a.Take(rows.Customers)));
        var untold = BreadthFeatures
            .Facts.Select(fact => fact.Name)
            .Where(name =>
                model.Schema.Columns.Any(c => c.Name == name)
                && !columns.Exists(c => c.Name == name)
            )
            .ToList();
        return untold.Count == 0
            ? Of(model, "the input", columns)
            : throw new DataFault(
                $"the input does not tell products, categories or channels as the data of the training did (without {string.Join(", ", untold)}): map them with --map product=COLUMN, category=COLUMN, channel=COLUMN, or train a model on inputs without them (of a store every export has to tell them when it comes in)"
            );
    }
}
