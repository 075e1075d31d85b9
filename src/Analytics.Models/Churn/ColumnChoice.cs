using Analytics.Core.Faults;
using Analytics.Models.Features;

namespace Analytics.Models.Churn;

/// <summary>The columns a model may learn from, and those it may not.</summary>
/// <param name="Schema">The columns used, as learnt from the training rows.</param>
/// <param name="Raw">Their values, in the order of the schema.</param>
/// <param name="LeftOut">The others with the reason.</param>
/// <param name="Remarks">What to tell of the columns used.</param>
public sealed record ColumnChoice(
    FeatureSchema Schema,
    IReadOnlyList<RawColumn> Raw,
    IReadOnlyList<(string Column, string Why)> LeftOut,
    IReadOnlyList<string> Remarks
)
{
    /// <summary>Learns the columns.</summary>
    /// <param name="columns">All that might be used.</param>
    /// <param name="positive">Outcome of every row.</param>
    /// <param name="train">Training rows.</param>
    /// <param name="allowLeaky">True to use columns that seem to know the outcome.</param>
    /// <exception cref="DataFault">A column seems to know the outcome, or no column is left.</exception>
    public static ColumnChoice Of(
        IReadOnlyList<RawColumn> columns,
        bool[] positive,
        int[] train,
        bool allowLeaky
    )
    {
        var (features, raw) = (new List<FeatureColumn>(), new List<RawColumn>());
        var (leftOut, remarks) = (new List<(string, string)>(), new List<string>());
        var suspects = new List<(string Name, string Why)>();
        var outcomes = Array.ConvertAll(train, r => positive[r]);
        foreach (var column in columns)
        {
            var (feature, why) = ColumnJudge.Learn(column, train);
            if (feature is null)
            {
                leftOut.Add((column.Name, why!));
                continue;
            }

            if (LeakCheck.Suspicion(feature, column, train, outcomes) is { } suspicion)
            {
                suspects.Add((column.Name, suspicion));
            }

            features.Add(feature);
            raw.Add(column);
            if (ColumnJudge.Remark(feature) is { } remark)
            {
                remarks.Add(remark);
            }
        }

        if (suspects.Count > 0)
        {
            var named = string.Join("; ", suspects.Select(s => $"'{s.Name}': {s.Why}"));
            if (!allowLeaky)
            {
                throw new DataFault(
                    $"columns that seem to know the outcome: {named}. Leave them out with --exclude {string.Join(',', suspects.Select(s => s.Name))}, or, where they are truly known beforehand, use them with --allow-leaky"
                );
            }

            remarks.Add($"used although they seem to know the outcome (--allow-leaky): {named}");
        }

        return features.Count > 0
            ? new ColumnChoice(new FeatureSchema(features), raw, leftOut, remarks)
            : throw new DataFault(
                $"no column is left to learn from: {string.Join("; ", leftOut.Select(c => $"'{c.Item1}': {c.Item2}"))}"
            );
    }
}
