using System.Text;
using Analytics.Core.Faults;
using Analytics.Core.Lifetime;
using Analytics.Core.Summaries;
using Analytics.Ledger.Import;
using Analytics.Ledger.Import.Sniffing;
using Analytics.Ledger.Tables;

namespace Analytics.Pipeline.Steps.Lifetime;

/// <summary>Reads a ready summary; a row that is no purchase history is refused with its place and reason.</summary>
internal sealed class SummaryReader
{
    private readonly bool _isDiscrete;
    private readonly NumberCells _cells;
    private readonly (int Id, int Frequency, int Recency, int Age, int Spend, int Weight) _at;
    private readonly int[] _covariates;
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<string> _ids = [];
    private readonly List<int> _frequency = [];
    private readonly List<double> _recency = [];
    private readonly List<double> _age = [];
    private readonly List<double> _spend = [];
    private readonly List<double> _weight = [];
    private readonly List<double[]> _values = [];

    private SummaryReader(
        FileProfile profile,
        ImportSettings import,
        bool isDiscrete,
        IReadOnlyList<string> covariates
    )
    {
        _isDiscrete = isDiscrete;
        _cells = new NumberCells(profile, import.Map, import.Decimal);
        _at = (
            _cells.Find("customer_id", "customer", "id", "client_id", "masterid", "cust"),
            _cells.Need("frequency", "x"),
            _cells.Need("recency", "t_x"),
            _cells.Need("T", "periods", "age", "t_cal", "n_cal", "n"),
            _cells.Find("monetary_value", "monetary", "zbar", "m_x", "mean_spend"),
            _cells.Find("weight", "weights", "custs")
        );
        _covariates = [.. covariates.Select(name => _cells.Need(name))];
    }

    /// <summary>Reads the one file of the settings.</summary>
    /// <param name="import">How to read it.</param>
    /// <param name="model">The model asked for; opportunities must be whole numbers.</param>
    /// <param name="covariates">Columns of covariates.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="DataFault">A needed column is missing.</exception>
    public static (ReadySummary Summary, TableScanResult Scan) Read(
        ImportSettings import,
        string? model,
        IReadOnlyList<string> covariates,
        CancellationToken cancel
    )
    {
        SummaryReader? reader = null;
        var isDiscrete =
            model is not null
            && !Settings.LifetimeSettings.IsSpend(model)
            && LifetimeModels.Candidates(model)[0].IsDiscrete;
        var scan = TableScan.Run(
            import,
            "clv --summary",
            profile =>
            {
                reader = new SummaryReader(profile, import, isDiscrete, covariates);
                return reader.Row;
            },
            cancel
        );
        return (reader!.Build(), scan);
    }

    private (RowFaultKind Kind, int Column) Row(byte[][] cells)
    {
        var x = _cells.Number(cells[_at.Frequency]);
        var recency = _cells.Number(cells[_at.Recency]);
        var age = _cells.Number(cells[_at.Age]);
        if (!(age > 0) || (_isDiscrete && age != Math.Floor(age)))
        {
            return (RowFaultKind.AgeInvalid, _at.Age);
        }

        if (!(x >= 0 && x == Math.Floor(x) && x <= int.MaxValue))
        {
            return (RowFaultKind.FrequencyInvalid, _at.Frequency);
        }

        if (
            !(recency >= 0 && recency <= age)
            || x == 0 != (recency == 0)
            || (_isDiscrete && recency != Math.Floor(recency))
        )
        {
            return (RowFaultKind.RecencyInvalid, _at.Recency);
        }

        if (_isDiscrete && x > recency)
        {
            return (RowFaultKind.FrequencyInvalid, _at.Frequency);
        }

        // a customer without repeats has no mean spend, so an empty cell is no fault there
        var spend =
            _at.Spend < 0 || (x == 0 && cells[_at.Spend].Length == 0)
                ? 0
                : _cells.Number(cells[_at.Spend]);
        if (!(spend >= 0))
        {
            return (RowFaultKind.SpendInvalid, _at.Spend);
        }

        var weight = _at.Weight < 0 ? 1 : _cells.Number(cells[_at.Weight]);
        if (!(weight > 0))
        {
            return (RowFaultKind.WeightInvalid, _at.Weight);
        }

        var values = Array.ConvertAll(_covariates, at => _cells.Number(cells[at]));
        if (Array.FindIndex(values, double.IsNaN) is var wrong && wrong >= 0)
        {
            return (RowFaultKind.CovariateInvalid, _covariates[wrong]);
        }

        if (_at.Id >= 0)
        {
            var id = Encoding.UTF8.GetString(cells[_at.Id]);
            if (id.Length == 0)
            {
                return (RowFaultKind.MissingCustomer, _at.Id);
            }

            if (!_seen.Add(id))
            {
                return (RowFaultKind.DuplicateCustomer, _at.Id);
            }

            _ids.Add(id);
        }

        _frequency.Add((int)x);
        _recency.Add(recency);
        _age.Add(age);
        _spend.Add(spend);
        _weight.Add(weight);
        _values.Add(values);
        return (RowFaultKind.None, -1);
    }

    private ReadySummary Build() =>
        new()
        {
            Ids = _at.Id < 0 ? null : CustomerIds.FromTexts(_ids),
            Frequency = [.. _frequency],
            Recency = [.. _recency],
            Age = [.. _age],
            MeanSpend = _at.Spend < 0 ? null : [.. _spend],
            Weight = _at.Weight < 0 ? null : [.. _weight],
            Covariates = _covariates.Length == 0 ? [] : [.. _values],
        };
}
