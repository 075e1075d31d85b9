using Analytics.Ledger.Import.Purchases;

namespace Analytics.Ledger.Receivables;

/// <summary>The second time a panel streams by: its accounts as they stand there, some megabytes of text at a time.</summary>
internal static class PanelStates
{
    private const long PieceBytes = 1 << 22;

    /// <summary>Every account and month in order, for a panel that <see cref="PanelStream.Count"/> found to stand in the order of ids.</summary>
    /// <param name="file">The file.</param>
    /// <param name="settings">How it is read.</param>
    /// <param name="hasOffsets">True where months are offsets.</param>
    /// <param name="cancel">Ends the work.</param>
    public static IEnumerable<PanelState> Read(
        ReceivablesFile file,
        ReceivablesSettings settings,
        bool hasOffsets,
        CancellationToken cancel
    )
    {
        var (owner, open) = ((PanelPart?)null, new PanelRun());
        var texts = new Dictionary<int, string>();
        // the next piece is read while this one is written; it begins where this one surely ended
        var next = Task.Run(
            () => Piece.Read(file, file.Profile.DataOffset, settings, cancel),
            cancel
        );
        while (next is not null)
        {
            var piece = next.GetAwaiter().GetResult();
            next = piece.IsLast
                ? null
                : Task.Run(() => Piece.Read(file, piece.Scan.NextOffset, settings, cancel), cancel);
            foreach (var run in piece.Runs())
            {
                if (owner is not null && run.Account.SequenceEqual(open.Account))
                {
                    PanelStream.Append(owner, open, piece.Scan.Part, run);
                    continue;
                }

                foreach (var state in Rows(owner, open))
                {
                    yield return state;
                }

                (owner, open) = (piece.Scan.Part, run);
            }
        }

        foreach (var state in Rows(owner, open))
        {
            yield return state;
        }

        IEnumerable<PanelState> Rows(PanelPart? part, PanelRun run)
        {
            if (part is null)
            {
                yield break;
            }

            run.Sort();
            var account = System.Text.Encoding.UTF8.GetString(run.Account);
            for (var t = 0; t < run.Count; t++)
            {
                var cycle = run.Cycles[t];
                if (!texts.TryGetValue(cycle, out var month))
                {
                    texts.Add(cycle, month = PanelTable.CycleText(cycle, hasOffsets));
                }

                yield return new PanelState(account, month, part.StatusText(run.States[t]));
            }
        }
    }

    private sealed record Piece(PanelStream.Scan Scan, List<PanelRun> Inside, bool IsLast)
    {
        public static Piece Read(
            ReceivablesFile file,
            long from,
            ReceivablesSettings settings,
            CancellationToken cancel
        )
        {
            var tuning = settings.Import.Tuning;
            var to = from + (tuning.PartBytes > 0 ? tuning.PartBytes : PieceBytes);
            var isLast = to >= file.File.Length;
            var inside = new List<PanelRun>();
            var scan = new PanelStream.Scan(
                file,
                null,
                new ImportSegment(0, 0, from, isLast ? long.MaxValue : to, true),
                tuning,
                (_, run) => inside.Add(run.Copy())
            );
            scan.Run(cancel);
            scan.Part.Rejects.Dispose();
            return new Piece(scan, inside, isLast);
        }

        // the first and the last account may go on in the pieces beside
        public IEnumerable<PanelRun> Runs() =>
            new[] { Scan.Part.Head }
                .Concat(Inside)
                .Append(Scan.Part.Tail)
                .Where(run => run is { Count: > 0 })
                .Select(run => run!);
    }
}

/// <summary>An account of a panel in a month.</summary>
/// <param name="Account">Its id.</param>
/// <param name="Cycle">The month as text.</param>
/// <param name="State">Its status.</param>
public readonly record struct PanelState(string Account, string Cycle, string State);
