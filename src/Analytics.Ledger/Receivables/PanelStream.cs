using Analytics.Core.Delinquency.Losses;
using Analytics.Core.Delinquency.Rolls;
using Analytics.Core.Faults;
using Analytics.Ledger.Import;
using Analytics.Ledger.Import.Purchases;
using Analytics.Ledger.Import.Scanning;

namespace Analytics.Ledger.Receivables;

/// <summary>
/// Counts the rolls of a panel in one pass on several threads, in memory that does not grow with its rows, where accounts stand together in the order
/// of their ids. Any other order is left to the exact way, which gives the same numbers.
/// </summary>
internal static class PanelStream
{
    /// <summary>Counts; null where the panel must be read in the exact way.</summary>
    public static (PanelRolls Rolls, IReadOnlyList<SegmentFacts> Facts)? Count(
        ReceivablesFile file,
        int? labelColumn,
        ReceivablesSettings settings,
        Func<IReadOnlyList<SegmentFacts>, int?, ImportReport> report,
        CancellationToken cancel
    )
    {
        if (
            !file.File.IsSeekable
            || !file.Profile.Dialect.IsUtf8
            || settings.Import.AsOf is not null
        )
        {
            return null;
        }

        var plan = ImportPlan
            .Plan(
                [file.File],
                [file.Profile.DataOffset],
                [true],
                settings.Import.Threads,
                settings.Import.Tuning.PartBytes
            )
            .Select(p => p.Single())
            .ToList();
        var scans = plan.Select(s => new Scan(file, labelColumn, s, settings.Import.Tuning))
            .ToArray();
        try
        {
            Parallel.For(
                0,
                scans.Length,
                new ParallelOptions
                {
                    MaxDegreeOfParallelism = settings.Import.Threads,
                    CancellationToken = cancel,
                },
                p => scans[p].Run(cancel)
            );
            return Join(scans, settings, report);
        }
        catch (AggregateException e)
            when (e.Flatten().InnerExceptions.Any(x => x is OrderLostException))
        {
            return Lost(scans);
        }
        catch (OrderLostException)
        {
            return Lost(scans);
        }
    }

    private static (PanelRolls, IReadOnlyList<SegmentFacts>)? Lost(Scan[] scans)
    {
        foreach (var scan in scans)
        {
            scan.Part.Rejects.Dispose();
        }

        return null;
    }

    private static (PanelRolls, IReadOnlyList<SegmentFacts>) Join(
        Scan[] scans,
        ReceivablesSettings settings,
        Func<IReadOnlyList<SegmentFacts>, int?, ImportReport> report
    )
    {
        if (scans.Any(s => s.Part.HasOffsets) && scans.Any(s => s.Part.HasMonths))
        {
            throw new DataFault(
                "some months are offsets such as -3 and some are dates; they cannot be put in one order: write all of them alike"
            );
        }

        Stitch(scans);
        var names = scans
            .SelectMany(s => s.Part.Statuses)
            .Select(System.Text.Encoding.UTF8.GetString)
            .Distinct(StringComparer.Ordinal);
        var scale = StateScale.Order(names, settings.Statuses);
        var types = scans
            .SelectMany(s => Enumerable.Range(0, s.Part.Labels.Count).Select(l => Label(s.Part, l)))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();
        var count = scale.Names.Count;
        var (all, cures) = (new PanelCounter(count), new Cures());
        var perType = types.Select(_ => new RollCounter(count)).ToList();
        foreach (var part in scans.Select(s => s.Part))
        {
            var toNew = part
                .Statuses.Select(s => scale.IndexOf(System.Text.Encoding.UTF8.GetString(s)))
                .ToArray();
            all.Add(part.All.Renumbered(toNew, count));
            cures.Add(part.Cures);
            for (var l = 0; l < part.PerType.Count; l++)
            {
                perType[types.IndexOf(Label(part, l))]
                    .Add(part.PerType[l].Renumbered(toNew, count));
            }
        }

        var facts = scans
            .Select(s => new SegmentFacts(0, s.Part.Counts, s.Part.Rejects, s.Lines, null))
            .ToList();
        var changed = scans.Sum(s => s.Part.Changed);
        int? asOf = scans.Any(s => s.Part.HasMonths)
            ? new Core.Time.CalendarMonth(scans.Max(s => s.Part.LastMonth)).LastDay
            : null;
        return (
            new PanelRolls(
                scale,
                all,
                types,
                perType,
                cures,
                report(facts, asOf),
                changed == 0
                    ? []
                    : [FormattableString.Invariant($"{changed} {ReceivablesImport.TypeChange}")]
            )
            {
                IsByBytes = scans.All(s => s.Part.IsByBytes),
                HasOffsets = scans.Any(s => s.Part.HasOffsets),
            },
            facts
        );
    }

    // an account that goes on in the next part is counted as one
    private static void Stitch(Scan[] scans)
    {
        for (var p = 1; p < scans.Length; p++)
        {
            if (scans[p].Start != scans[p - 1].NextOffset)
            {
                // a part began inside a quoted field
                throw new OrderLostException();
            }
        }

        PanelPart? owner = null;
        var open = new PanelRun();
        foreach (var part in scans.Select(s => s.Part))
        {
            foreach (var run in (PanelRun?[])[part.Head, part.Tail])
            {
                if (run is null || run.Count == 0)
                {
                    continue;
                }

                if (owner is not null && open.Count > 0 && run.Account.SequenceEqual(open.Account))
                {
                    Append(owner, open, part, run);
                    continue;
                }

                if (owner is not null && open.Count > 0)
                {
                    part.Follow(open.Account, run.Account);
                    owner.Fold(open);
                }

                (owner, open) = (part, run);
            }
        }

        owner?.Fold(open);
    }

    /// <summary>Adds rows to those of the same account in the part before.</summary>
    internal static void Append(PanelPart owner, PanelRun open, PanelPart part, PanelRun run)
    {
        for (var t = 0; t < run.Count; t++)
        {
            var label = run.Labels[t] < 0 ? -1 : owner.Labels.NumberOf(part.Labels[run.Labels[t]]);
            open.Add(run.Cycles[t], (byte)owner.StateOf(part.Statuses[run.States[t]]), label);
        }
    }

    private static string Label(PanelPart part, int label) =>
        System.Text.Encoding.UTF8.GetString(part.Labels[label]);

    /// <summary>Reads one part.</summary>
    internal sealed class Scan(
        ReceivablesFile file,
        int? label,
        ImportSegment segment,
        ImportTuning tuning,
        Action<PanelPart, PanelRun>? visit = null
    )
    {
        public PanelPart Part { get; } =
            new(file, label is null ? -1 : 3, visit) { Segment = segment.Number };

        public long Start { get; private set; }

        public long NextOffset { get; private set; }

        public long Lines { get; private set; }

        public void Run(CancellationToken cancel)
        {
            int[] columns =
            [
                file[ReceivablesRole.Account]!.Index,
                file[ReceivablesRole.Month]!.Index,
                file[ReceivablesRole.Status]!.Index,
                .. label is { } at ? [at] : Array.Empty<int>(),
            ];
            var shape = new TableShape(
                file.Profile.Dialect,
                file.Profile.Columns.Count,
                columns,
                tuning.MaxRecordBytes
            );
            Start = segment.IsFirst ? segment.From : LineStart();
            using var text = file.File.OpenText(Start, file.Profile.Encoding);
            var scanner = new SegmentScanner<Handler>(
                text,
                shape,
                new Handler(Part),
                tuning.BufferBytes
            );
            NextOffset = Start;
            if (Start < segment.To)
            {
                scanner.Scan(Start, segment.To, cancel);
                NextOffset = scanner.NextOffset;
            }

            Lines = scanner.Lines;
        }

        private long LineStart()
        {
            using var text = file.File.OpenText(segment.From - 1, file.Profile.Encoding);
            var buffer = new byte[1 << 12];
            var offset = segment.From - 1;
            for (var read = text.Read(buffer); read > 0; read = text.Read(buffer))
            {
                var end = buffer.AsSpan(0, read).IndexOf(file.Profile.Dialect.RecordEnd);
                if (end >= 0)
                {
                    return offset + end + 1;
                }

                offset += read;
            }

            return offset;
        }
    }

    private readonly struct Handler(PanelPart part) : IRowHandler
    {
        public void Row(in RowView row) => part.Row(row);

        public void Rows(RowBlock block) => block.Each(this);

        public void Fault(in RowView row, RowFaultKind kind, int column) =>
            part.Reject(row, kind, -1);

        public void WindowDone() { }
    }
}
