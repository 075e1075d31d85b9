using Analytics.Core.Faults;
using Analytics.Core.Lifetime.Covariates;
using Analytics.Core.Summaries;
using Analytics.Pipeline.Settings;
using Analytics.Pipeline.Steps.Churn;

namespace Analytics.Pipeline.Steps.Lifetime;

/// <summary>Static covariates of the customers of an export, joined by id from a table with one row per customer.</summary>
/// <param name="Table">The different combinations.</param>
/// <param name="GroupOf">The combination of each customer of the customer-days.</param>
internal sealed record CustomerCovariates(CovariateTable Table, int[] GroupOf)
{
    /// <summary>Each combination has parameters of its own: more of them take longer than anybody waits.</summary>
    private const int MostGroups = 5000;

    /// <summary>Reads, joins and encodes what <c>--covariates</c> names; null where it names nothing.</summary>
    /// <exception cref="UsageFault">No table is named.</exception>
    /// <exception cref="DataFault">A column that does not exist or says nothing, or ids that do not join.</exception>
    public static CustomerCovariates? Read(
        RunRequest request,
        CustomerDays days,
        CancellationToken stop
    )
    {
        var names = request.Lifetime.Covariates;
        if (names.Count == 0)
        {
            return null;
        }

        var option = $"--covariates {string.Join(',', names)}";
        if (request.Lifetime.FeaturesFile is not { } path)
        {
            throw new UsageFault(
                $"{option} needs the table that has them: --features FILE with one row per customer; a ready summary has them as columns (clv --summary FILE)"
            );
        }

        var join = FeatureJoin.Read(path, request.Import, request.Say, stop);
        var columns = join.To(names, option, days.CustomerCount, days.Ids.Text);
        join.Require(request.Say);
        if (join.Rows > join.Found)
        {
            request.Say(
                $"{Path.GetFileName(path)}: {Cells.Of(join.Rows - join.Found)} of its {Cells.Of(join.Rows)} customers bought nothing; they are left out"
            );
        }

        var encoder = new CovariateEncoder(request.Import.Decimal, request.Say);
        foreach (var column in columns)
        {
            encoder.Add(column);
        }

        var (table, groupOf) = CovariateTable.Of(encoder.Names, encoder.Rows(days.CustomerCount));
        return encoder.Names.Count == 0
                ? throw new DataFault(
                    $"{option}: nothing is left to learn from, every customer has the same values"
                )
            : table.Values.Count > MostGroups
                ? throw new DataFault(
                    $"{option}: {Cells.Of(table.Values.Count)} different combinations, at most {Cells.Of(MostGroups)} are taken; name fewer columns, or columns with fewer values"
                )
            : new CustomerCovariates(table, groupOf);
    }

    /// <summary>Histories of a summary of the same customer-days by group.</summary>
    public SummaryCells Of(
        SummaryCells cells,
        CustomerDays days,
        SummaryColumns summary,
        int threads
    ) =>
        cells.ByGroup(
            Array.ConvertAll(
                CustomerDaysFold.CustomersSeen(days, summary.AsOfDay, threads),
                customer => GroupOf[customer]
            ),
            Table.Values.Count,
            []
        );
}
