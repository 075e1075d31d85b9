using Analytics.Core.Delinquency;
using Analytics.Core.Delinquency.Ledger;
using Analytics.Core.Money;
using Analytics.Ledger.Receivables;
using Analytics.Pipeline.Steps;

namespace Analytics.Pipeline.Delinquency;

/// <summary>Makes the table of states: one row per account and cycle close.</summary>
public static class StatesStep
{
    /// <summary>The columns: state, days past due, balance by age; at the end what stands beside the balance, and items by age.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        "account",
        "cycle",
        "state",
        "dpd",
        "balance",
        .. Ageing.Names.Select(n => "bucket_" + n),
        "disputed",
        "unapplied",
        "exposure",
        .. Ageing.Names.Select(n => "items_" + n),
    ];

    /// <summary>The rows of one account; money and days are blank for a panel.</summary>
    public static IEnumerable<IReadOnlyList<string?>> Rows(Receivables data, AccountView view)
    {
        var id = data.Ids.Text(view.Account);
        for (var t = 0; t < view.Closes; t++)
        {
            var row = new string?[Columns.Count];
            row[0] = id;
            row[1] = data.CycleText(view, t);
            row[2] = data.Scale.Names[view.State[t]];
            if (data.Ledger is not null)
            {
                Fill(row, ref view.Looks[t], data.MoneyScale);
            }

            yield return row;
        }
    }

    /// <summary>The row of a month of a panel that streams by.</summary>
    public static IReadOnlyList<string?> Row(in PanelState state)
    {
        var row = new string?[Columns.Count];
        (row[0], row[1], row[2]) = (state.Account, state.Cycle, state.State);
        return row;
    }

    private static void Fill(string?[] row, ref AccountCycle look, int scale)
    {
        row[3] = Cells.Of(look.DaysPastDue);
        row[4] = MoneyText.Format(look.Balance, scale);
        for (var b = 0; b < Ageing.Count; b++)
        {
            row[5 + b] = MoneyText.Format(look.Open[b], scale);
            row[8 + Ageing.Count + b] = Cells.Of(look.Items[b]);
        }

        row[5 + Ageing.Count] = MoneyText.Format(look.Disputed, scale);
        row[6 + Ageing.Count] = MoneyText.Format(look.Unapplied, scale);
        row[7 + Ageing.Count] = MoneyText.Format(look.Exposure, scale);
    }
}
