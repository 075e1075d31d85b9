using Analytics.Core.Faults;
using Analytics.Core.Pyramid;
using Analytics.Core.Summaries;
using Analytics.Pipeline.Runs;

namespace Analytics.Pipeline.Steps;

/// <summary>The tiers of an earlier run, for the customers of today.</summary>
internal static class PreviousTiers
{
    /// <summary>The earlier tier per row, or <see cref="ValuePyramid.NoTier"/> where the customer was not there or in no tier.</summary>
    /// <exception cref="DataFault">The run has no tiers, or others than today's.</exception>
    public static byte[] Of(RunCustomers previous, ValuePyramid pyramid, SummaryColumns summary)
    {
        var names = pyramid.Settings.Tiers.Select(tier => tier.Name).ToList();
        var strange = previous
            .NamesOf(TierMigration.Kind)
            .Except(names, StringComparer.Ordinal)
            .ToList();
        if (strange.Count > 0)
        {
            throw new DataFault(
                $"--previous {previous.Name}: has the tier '{strange[0]}', which is none of today's ({string.Join(", ", names)}); give both runs the same --tiers"
            );
        }

        var labels =
            previous.Labels(TierMigration.Kind, summary.MoneyScale, names)
            ?? throw new DataFault(
                $"--previous {previous.Name}: has no tiers; make it with the part pyramid"
            );
        return Array.ConvertAll(
            labels.AlignedTo(summary.Ids),
            label => label == LabelColumn.NoLabel ? ValuePyramid.NoTier : (byte)label
        );
    }
}
