using Analytics.Core.Money;
using Analytics.Core.Pyramid;
using Analytics.Core.Summaries;
using Analytics.Pipeline.Output;
using Analytics.Pipeline.Runs;
using Analytics.Pipeline.Settings;
using Analytics.Pipeline.Steps;
using Analytics.Reports.Document;

namespace Analytics.Pipeline;

/// <summary>Two runs side by side: who moved between segments and tiers, and why the net amount changed, to the cent.</summary>
public static class CompareRun
{
    private static readonly string[] Kinds = [SegmentMigration.Kind, TierMigration.Kind];

    /// <summary>Compares an earlier and a later run directory.</summary>
    /// <param name="before">The earlier run.</param>
    /// <param name="after">The later run.</param>
    /// <param name="limits">What raises the alarm.</param>
    /// <param name="settings">Output and format; a directory receives both tables, a file or stdout the moves and the change as one.</param>
    /// <param name="stdout">Takes the table where no file is named.</param>
    /// <param name="stdoutIsTerminal">True where a person reads it.</param>
    /// <returns>A line for each limit that is passed.</returns>
    public static IReadOnlyList<string> Run(
        string before,
        string after,
        ChangeLimits limits,
        PipelineSettings settings,
        Stream stdout,
        bool stdoutIsTerminal
    )
    {
        var (earlier, later) = (RunCustomers.Read(before), RunCustomers.Read(after));
        var scale = Math.Max(earlier.Scale, later.Scale);
        var moves = Kinds.SelectMany(kind => Moves(kind, earlier, later, scale)).ToList();
        var change = Change(earlier, later, scale);
        List<string> alarms =
        [
            .. RunDrift.Alarms(earlier, later, change, scale, limits),
            .. RunQuality.Alarms(before, after, limits.Quality),
        ];
        if (settings.Out is not { Kind: OutputKind.Directory, Path: var path })
        {
            TableOutput.Write(
                ["kind", "from", "to", "customers", "net_amount"],
                Joined(moves, change, scale),
                settings,
                stdout,
                stdoutIsTerminal
            );
            return alarms;
        }

        using var directory = RunDirectory.Open(path, settings.Overwrite);
        RunTables.Write(directory, "migration.csv", PortfolioTables.Moves(moves), rawText: false);
        RunTables.Write(
            directory,
            "value_change.csv",
            new Table(
                ["term", "amount"],
                Terms(change, scale)
                    .Select(t => (IReadOnlyList<string?>)[t.Term, t.Amount])
                    .ToList()
            ),
            rawText: false
        );
        if (!settings.DryRun)
        {
            directory.Publish();
        }

        return alarms;
    }

    private static MigrationRow[] Moves(
        string kind,
        RunCustomers before,
        RunCustomers after,
        int scale
    )
    {
        var names = before
            .NamesOf(kind)
            .Concat(after.NamesOf(kind))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();
        return
            before.Labels(kind, scale, names) is { } from
            && after.Labels(kind, scale, names) is { } to
            ? Migration.Between(kind, from, to)
            : [];
    }

    /// <summary>The change customer by customer, so that entries and exits are customers.</summary>
    private static ValueChange Change(RunCustomers before, RunCustomers after, int scale)
    {
        var (earlier, later) = (before.Totals(scale), after.Totals(scale));
        var pairs = new List<(PeriodTotals Before, PeriodTotals After)>();
        var (i, j) = (0, 0);
        while (i < earlier.Length || j < later.Length)
        {
            var order =
                i == earlier.Length ? 1
                : j == later.Length ? -1
                : before.Ids[i].SequenceCompareTo(after.Ids[j]);
            pairs.Add((order <= 0 ? earlier[i++] : default, order >= 0 ? later[j++] : default));
        }

        return ValueChange.Between(
            pairs.Select(p => p.Before).ToArray(),
            pairs.Select(p => p.After).ToArray()
        );
    }

    private static IEnumerable<IReadOnlyList<string?>> Joined(
        IEnumerable<MigrationRow> moves,
        ValueChange change,
        int scale
    ) =>
        PortfolioTables
            .Moves(moves)
            .Rows.Concat(
                Terms(change, scale)
                    .Select(t =>
                        (IReadOnlyList<string?>)["value_change", t.Term, null, null, t.Amount]
                    )
            );

    private static IEnumerable<(string Term, string Amount)> Terms(ValueChange change, int scale)
    {
        string Text(Int128 units) => MoneyText.Format(units, scale);
        return
        [
            ("before", Text(change.Before)),
            ("active_customers", Text(change.ActiveCustomers)),
            ("frequency", Text(change.Frequency)),
            ("basket", Text(change.Basket)),
            ("entries", Text(change.Entries)),
            ("exits", Text(change.Exits)),
            ("returns", Text(change.Returns)),
            ("after", Text(change.After)),
        ];
    }
}
