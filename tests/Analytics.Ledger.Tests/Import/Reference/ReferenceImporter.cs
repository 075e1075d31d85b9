using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;
using Analytics.Core.Summaries;
using Analytics.Ledger.Import;

namespace Analytics.Ledger.Tests.Import.Reference;

/// <summary>
/// The import as definitions.md section 2 tells it, whole files in memory, one row after another, sums without limit. Its text is that of
/// <see cref="Data.Imports"/>.
/// </summary>
internal sealed class ReferenceImporter(ReferenceTable table, ImportSettings settings)
{
    private readonly List<ReferenceRow> _rows = [];

    /// <summary>Summary and account as text, or the word that names the fault.</summary>
    public string Run(IReadOnlyList<(string Name, byte[] Bytes)> files)
    {
        foreach (var (name, bytes) in files)
        {
            _rows.AddRange(
                new ReferenceReader(bytes, table.Columns).Read().Select(r => Judge(name, r))
            );
        }

        var other1970 = _rows.Exists(r => r.IsDated && r.Day > Epoch && r.Day < Epoch + 365);
        foreach (var row in _rows.Where(r => r.IsDated && r.Fault == RowFaultKind.None))
        {
            var isSentinel =
                row.Day == 0
                || row.Day == new DateOnly(1900, 1, 1).DayNumber
                || row.Day == DateOnly.MaxValue.DayNumber
                || (row.Day == Epoch && !other1970);
            row.Fault = isSentinel ? RowFaultKind.SentinelDate : RowFaultKind.None;
            row.FaultColumn = isSentinel ? table.Date : -1;
        }

        foreach (var row in _rows.Where(r => r.Fault == RowFaultKind.None))
        {
            if (
                row.Customer.Length == 0
                && settings.MissingCustomer == MissingCustomerPolicy.Reject
            )
            {
                (row.Fault, row.FaultColumn) = (RowFaultKind.MissingCustomer, table.Customer);
            }
        }

        DropRepeats();
        foreach (var row in _rows.Where(r => r.Fault == RowFaultKind.None && !r.IsDuplicate))
        {
            row.Exclusion = ExclusionOf(row, settings.AsOf?.DayNumber ?? int.MaxValue);
        }

        var purchases = _rows.Where(r => r.IsAccepted && !r.IsReturn).Select(r => r.Day).ToList();
        int? last = purchases.Count == 0 ? null : purchases.Max();
        var asOf = settings.AsOf?.DayNumber ?? last;
        foreach (var row in _rows.Where(r => r.Fault == RowFaultKind.None && !r.IsDuplicate))
        {
            row.Exclusion = ExclusionOf(row, asOf ?? int.MaxValue);
        }

        if (settings.AsOf is null && purchases.Exists(d => d < last))
        {
            var before = purchases.Where(d => d < last).Max();
            if (last - before > 366)
            {
                return "the last day stands alone";
            }
        }

        var scale = _rows.Max(r => r.Amount?.Scale) ?? 0;
        return (last is null ? "no data\n" : Customers(scale, asOf!.Value))
            + ReferenceAccount.Text(_rows, files.Select(f => f.Name), scale, table.Names);
    }

    private static int Epoch { get; } = new DateOnly(1970, 1, 1).DayNumber;

    private ReferenceRow Judge(string file, ReferenceRecord record)
    {
        var row = new ReferenceRow(file, record)
        {
            Fault = record.Fault,
            FaultColumn = record.Column,
        };
        if (record.Fields is not { } fields)
        {
            return row;
        }

        row.Customer = fields[table.Customer];
        row.Order = table.Order < 0 ? null : fields[table.Order];
        var amountFault = ReadAmount(fields, row, out var amountColumn);
        if (IsMangled(row.Customer) || (row.Order is not null && IsMangled(row.Order)))
        {
            row.Fault = RowFaultKind.ExcelMangledId;
            row.FaultColumn = IsMangled(row.Customer) ? table.Customer : table.Order;
            return row;
        }

        var date = Encoding.UTF8.GetString(fields[table.Date]).Trim(' ');
        if (
            !DateOnly.TryParseExact(
                date,
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var day
            )
        )
        {
            row.Fault = date.Length == 0 ? RowFaultKind.DateMissing : RowFaultKind.DateInvalid;
            row.FaultColumn = table.Date;
            return row;
        }

        if (amountFault != RowFaultKind.None)
        {
            (row.Fault, row.FaultColumn) = (amountFault, amountColumn);
            return row;
        }

        (row.Day, row.IsDated) = (day.DayNumber, true);
        return row;
    }

    private RowFaultKind ReadAmount(List<byte[]> fields, ReferenceRow row, out int column)
    {
        column = table.Amount < 0 ? table.UnitPrice : table.Amount;
        var fault = ReferenceAmount.Parse(fields[column], out var amount);
        var quantity = default(ReferenceAmount);
        if (fault == RowFaultKind.None && table.Quantity >= 0)
        {
            var quantityFault = ReferenceAmount.Parse(fields[table.Quantity], out quantity);
            if (table.Amount < 0)
            {
                column = quantityFault == RowFaultKind.None ? column : table.Quantity;
                fault =
                    quantityFault == RowFaultKind.None
                        ? amount.Times(quantity, out amount)
                        : quantityFault;
            }
        }

        if (fault == RowFaultKind.None)
        {
            row.IsReturn = amount.Units < 0 || quantity.Units < 0;
            row.Amount = row.IsReturn
                ? amount with
                {
                    Units = -BigInteger.Abs(amount.Units),
                }
                : amount;
        }

        return fault;
    }

    private void DropRepeats()
    {
        if (settings.Duplicates == DuplicatePolicy.Keep)
        {
            return;
        }

        var seen = new HashSet<(string, string)>();
        foreach (var row in _rows.Where(r => r.Fault == RowFaultKind.None))
        {
            row.IsDuplicate = !seen.Add((row.File, Convert.ToHexString(row.Record.Raw)));
        }
    }

    private Exclusion? ExclusionOf(ReferenceRow row, int asOf) =>
        row.Day > asOf ? Exclusion.AfterAsOf
        : row.Customer.Length == 0 ? Exclusion.MissingCustomer
        : row.IsReturn && settings.Returns == ReturnsPolicy.Ignore ? Exclusion.Return
        : row.Amount!.Value.Units == 0
        && !row.IsReturn
        && settings.ZeroAmount == ZeroAmountPolicy.Ignore
            ? Exclusion.ZeroAmount
        : null;

    private string Customers(int scale, int asOf)
    {
        var text = new StringBuilder();
        foreach (
            var group in _rows
                .Where(r => r.IsAccepted)
                .GroupBy(r => Convert.ToHexString(r.Customer), StringComparer.Ordinal)
                .OrderBy(g => g.Key, StringComparer.Ordinal)
        )
        {
            var bought = group.Where(r => !r.IsReturn).ToList();
            var days = bought.Select(r => r.Day).Distinct().Order().ToList();
            BigInteger Sum(IEnumerable<ReferenceRow> rows) =>
                rows.Aggregate(BigInteger.Zero, (sum, r) => sum + r.Amount!.Value.At(scale));
            var orders =
                bought.Count(r => r.Order is null or []) // each row without order id is an order
                + bought
                    .Where(r => r.Order is { Length: > 0 })
                    .Select(r => Convert.ToHexString(r.Order!))
                    .Distinct(StringComparer.Ordinal)
                    .Count();
            var (gross, refunds) = (Sum(bought), -Sum(group.Where(r => r.IsReturn)));
            var net = settings.Returns == ReturnsPolicy.Gross ? gross : gross - refunds;
            var firstGross = days.Count == 0 ? 0 : Sum(bought.Where(r => r.Day == days[0]));
            // each term in units of 2^-40, as defined: a sum of plain doubles may round the last digit the other way
            var gaps =
                days.Zip(days.Skip(1), (a, b) => Math.Round(Math.Log(b - a) * (1L << 40))).Sum()
                / (1L << 40);
            var (first, last) =
                days.Count == 0
                    ? (SummaryColumns.NoDay, SummaryColumns.NoDay)
                    : (days[0], days[^1]);
            text.Append(
                CultureInfo.InvariantCulture,
                $"{group.Key} {first} {last} days {days.Count} orders {orders} gross {gross} refunds {refunds} net {net} first {firstGross} gaps {gaps:F9}\n"
            );
        }

        return text.Append(CultureInfo.InvariantCulture, $"as of {asOf}\n").ToString();
    }

    private static bool IsMangled(byte[] id)
    {
        var match = Regex.Match(
            Encoding.Latin1.GetString(id),
            @"^(?<a>[0-9])[.,]?(?<b>[0-9]{0,5})[eE]\+?(?<exponent>[0-9]{2,3})$",
            RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
            TimeSpan.FromSeconds(1)
        );
        return match.Success
            && int.Parse(match.Groups["exponent"].Value, CultureInfo.InvariantCulture) >= 11;
    }
}
