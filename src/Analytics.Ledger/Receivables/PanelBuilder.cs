using Analytics.Core.Delinquency.Rolls;
using Analytics.Core.Time;
using Analytics.Ledger.Import;
using Analytics.Ledger.Import.Purchases;

namespace Analytics.Ledger.Receivables;

/// <summary>Turns the rows of a panel into a table by account and month, and settles where each row went.</summary>
internal sealed class PanelBuilder(
    PanelColumns rows,
    IReadOnlyList<PurchaseCounts> counts,
    bool isWide,
    ReceivablesSettings settings
)
{
    /// <summary>Account-months that came twice with different statuses.</summary>
    public long Conflicts { get; private set; }

    /// <summary>Accounts that change their type.</summary>
    public long Changed { get; private set; }

    /// <summary>Day number of the as-of day: as given, or the last day of the last month; null where months are offsets.</summary>
    public int? AsOf { get; private set; }

    /// <summary>Builds the table.</summary>
    public PanelTable Build()
    {
        var (statusOrder, statusIds) = rows.Statuses.Sorted();
        var scale = StateScale.Order(
            Enumerable.Range(0, statusIds.Count).Select(statusIds.Text),
            settings.Statuses
        );
        var toState = new byte[statusOrder.Length];
        for (var i = 0; i < statusOrder.Length; i++)
        {
            toState[statusOrder[i]] = (byte)scale.IndexOf(statusIds.Text(i));
        }

        var (order, ids) = rows.Accounts.Sorted();
        var (labelOrder, labelIds) = rows.Labels.Sorted();
        var last = LastCycle();
        var starts = Group(order, out var at);
        var (cycles, states, labels) = (new List<int>(), new List<byte>(), new List<int>());
        var newStarts = new int[starts.Length];
        for (var a = 0; a + 1 < starts.Length; a++)
        {
            newStarts[a] = cycles.Count;
            var changed = false;
            for (var i = starts[a]; i < starts[a + 1]; i++)
            {
                var row = at[i];
                var (cycle, state) = (rows.Cycle[row], toState[rows.Status[row]]);
                var isAgain = cycles.Count > newStarts[a] && cycles[^1] == cycle;
                Settle(row, isAgain, cycle > last);
                if (cycle > last)
                {
                    continue;
                }

                if (isAgain)
                {
                    Conflicts += states[^1] == state ? 0 : 1;
                    states[^1] = Math.Max(states[^1], state);
                    continue;
                }

                cycles.Add(cycle);
                states.Add(state);
                if (rows.Label.Count > 0)
                {
                    var label =
                        rows.Label[row] < 0 ? -1 : Array.IndexOf(labelOrder, rows.Label[row]);
                    changed |= labels.Count > newStarts[a] && labels[^1] != label;
                    labels.Add(label);
                }
            }

            Changed += changed ? 1 : 0;
        }

        newStarts[^1] = cycles.Count;
        return new PanelTable(ids, newStarts, [.. cycles], [.. states], [.. labels])
        {
            Scale = scale,
            HasOffsets = rows.HasOffsets,
            TypeNames = Enumerable.Range(0, labelIds.Count).Select(labelIds.Text).ToList(),
        };
    }

    private int LastCycle()
    {
        if (rows.HasOffsets)
        {
            AsOf = settings.Import.AsOf?.DayNumber;
            return int.MaxValue;
        }

        if (settings.Import.AsOf is { } given)
        {
            AsOf = given.DayNumber;
            return CalendarMonth.Of(given.DayNumber).Number;
        }

        AsOf = rows.Cycle.Count == 0 ? null : new CalendarMonth(rows.Cycle.Max()).LastDay;
        return int.MaxValue;
    }

    // rows by account, then by month, then by status so that the order of rows does not matter
    private int[] Group(int[] order, out int[] at)
    {
        var rank = new int[order.Length];
        for (var r = 0; r < order.Length; r++)
        {
            rank[order[r]] = r;
        }

        var starts = new int[order.Length + 1];
        foreach (var account in rows.Account)
        {
            starts[rank[account] + 1]++;
        }

        for (var a = 0; a < order.Length; a++)
        {
            starts[a + 1] += starts[a];
        }

        var next = starts.ToArray();
        at = new int[rows.Account.Count];
        for (var i = 0; i < at.Length; i++)
        {
            at[next[rank[rows.Account[i]]]++] = i;
        }

        for (var a = 0; a < order.Length; a++)
        {
            at.AsSpan(starts[a], starts[a + 1] - starts[a])
                .Sort(
                    (x, y) =>
                    {
                        var c = rows.Cycle[x].CompareTo(rows.Cycle[y]);
                        return c != 0 ? c : x.CompareTo(y);
                    }
                );
        }

        return starts;
    }

    private void Settle(int row, bool isAgain, bool isLate)
    {
        if (isWide)
        {
            // a row of a wide panel holds all its months and was settled when it was read
            return;
        }

        var own = counts[rows.File[row]];
        if (isLate)
        {
            own.Exclude(Exclusion.AfterAsOf, 0, 0, isLate: false);
        }
        else if (isAgain)
        {
            own.Duplicate(0);
        }
        else
        {
            own.Accept(0);
        }
    }
}
