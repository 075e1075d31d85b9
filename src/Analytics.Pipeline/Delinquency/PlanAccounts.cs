using Analytics.Core.Delinquency.Ledger;
using Analytics.Core.Delinquency.Treatment;
using Analytics.Ledger.Tables;
using Analytics.Models.Delinquency;

namespace Analytics.Pipeline.Delinquency;

/// <summary>Accounts of receivables as a plan needs them, made from their postings or states each time they are read.</summary>
internal sealed class PlanAccounts
{
    // number of a call among the contacts of a ledger
    private const int Call = 2;
    private const int MostCalls = 7;
    private const int CallDays = 7;
    private readonly Receivables _data;
    private readonly RollModels _models;
    private readonly PlanRequest _plan;
    private readonly CancellationToken _stop;
    private readonly int[] _toModel;
    private readonly double _annuity;
    private readonly Dictionary<string, string>? _named;

    public PlanAccounts(
        Receivables data,
        RollModels models,
        PlanRequest plan,
        CancellationToken stop
    )
    {
        (_data, _models, _plan, _stop) = (data, models, plan, stop);
        _toModel = models.PlacesOf(data.Scale);
        Power = Math.Pow(10, data.MoneyScale);
        var horizon = plan.Treatment;
        _annuity = Enumerable.Range(0, horizon.Horizon).Sum(t => Math.Pow(horizon.Discount, t));
        _named = plan.DoNotContact is { } file ? ReadNames(file) : null;
    }

    /// <summary>Minor units per currency unit.</summary>
    public double Power { get; }

    /// <summary>Number of accounts that were named to be left alone.</summary>
    public int NamedCount => _named?.Count ?? 0;

    /// <summary>Why an account was named; null where it was not.</summary>
    public string? Named(int account) => _named?.GetValueOrDefault(_data.Ids.Text(account));

    /// <summary>The usual bill, in currency units.</summary>
    public double BillOf(AccountView view) =>
        _data.Ledger is null ? _plan.Bill : MoneyProfile.BillOf(view, Power);

    /// <summary>The lifetime value at stake, in currency units.</summary>
    public double ClvOf(double bill) => _plan.Clv ?? (_plan.Treatment.Margin * bill * _annuity);

    /// <summary>Reads accounts, as <see cref="PlanReader"/> tells.</summary>
    public void Read(int from, int count, PlanAccount[] accounts, string?[] blocked)
    {
        var types = _models.Types.For(_data);
        var (own, row) = (new double[RollFeatures.Names.Count], new float[_models.Columns]);
        _data.VisitEarly(
            from,
            from + count,
            view =>
            {
                var (last, i) = (view.Closes - 1, view.Account - from);
                var (state, type) = (_toModel[view.State[last]], types.Of(view, last));
                double? roll = null;
                if (_models.Cells.Count > 0)
                {
                    RollModels.Features(view, last, type, Power, own, row);
                    roll = _models.Score(state, type, row).Roll;
                }

                var (isLedger, bill) = (_data.Ledger is not null, BillOf(view));
                blocked[i] = (isLedger ? Block(view, last) : null) ?? Named(view.Account);
                accounts[i] = new PlanAccount(
                    state,
                    Math.Max(0, type),
                    bill,
                    isLedger ? view.Units[last] / Power : double.NaN,
                    ClvOf(bill),
                    isLedger ? History(view, last) : 0
                )
                {
                    NoRoll = 1 - roll ?? double.NaN,
                };
            },
            _models.Cells.Count > 0,
            _stop
        );
    }

    // disputes are settled before anything is collected; and nobody is called more than seven times in seven days
    private string? Block(AccountView view, int last)
    {
        if (view.Looks[last].Disputed > 0)
        {
            return "dispute";
        }

        var (calls, since) = (0, _data.AsOf!.Value - CallDays);
        foreach (ref readonly var posting in _data.Ledger!.Of(view.Account))
        {
            calls +=
                posting.Type == PostingType.Contact && posting.Key == Call && posting.Day > since
                    ? 1
                    : 0;
        }

        return calls >= MostCalls ? "seven calls in seven days" : null;
    }

    private static int History(AccountView view, int last)
    {
        var history = 0;
        for (var t = Math.Max(0, last - 2); t <= last; t++)
        {
            history = (history << 1) | (view.Looks[t].Contact > 0 ? 1 : 0);
        }

        return history;
    }

    // a name that comes twice keeps its first reason
    private static Dictionary<string, string> ReadNames(string file)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in SmallTable.Read(file).Where(r => r.Length > 0 && r[0].Length > 0))
        {
            names.TryAdd(row[0], row.Length > 1 && row[1].Length > 0 ? row[1] : "do-not-contact");
        }

        return names;
    }
}
