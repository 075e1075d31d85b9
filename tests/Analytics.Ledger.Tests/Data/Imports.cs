using System.Globalization;
using System.Text;
using Analytics.Core.Faults;
using Analytics.Core.Summaries;
using Analytics.Ledger.Import;

namespace Analytics.Ledger.Tests.Data;

/// <summary>Short ways to run an import, and texts of its results that compare exactly.</summary>
internal static class Imports
{
    /// <summary>Chunks so small that every row crosses a border.</summary>
    public static ImportTuning Tiny { get; } = new(64, 64, 1 << 20, 4);

    /// <summary>Parts of a few rows, read through windows that cut rows at odd places.</summary>
    public static ImportTuning Small { get; } = new(257, 100, 1 << 20, 16);

    /// <summary>No row is refused for the number of refused rows.</summary>
    public static RejectLimit AnyRejects { get; } = new(long.MaxValue, null);

    /// <summary>Settings that find everything by themselves.</summary>
    public static ImportSettings Of(params string[] inputs) =>
        new()
        {
            Inputs = inputs,
            MaxRejects = AnyRejects,
            Threads = 2,
        };

    /// <summary>The same with the plain dialect given, so that dirty rows cannot change what is found.</summary>
    public static ImportSettings Plain(params string[] inputs) =>
        Of(inputs) with
        {
            Delimiter = ",",
            Quote = "\"",
            Escape = "\"",
            Encoding = "utf-8",
            HeaderRows = 1,
            PreambleRows = 0,
            DateFormat = "ymd",
            Decimal = ".",
        };

    /// <summary>The settings under which the results must be the same: tiny, small and normal chunks, one and two threads.</summary>
    public static IEnumerable<ImportSettings> Ways(ImportSettings settings) =>
        [
            settings with
            {
                Tuning = Tiny,
                Threads = 2,
            },
            settings with
            {
                Tuning = Small,
                Threads = 1,
            },
            settings with
            {
                Threads = 1,
            },
            settings with
            {
                Threads = 2,
            },
        ];

    /// <summary>The summary and its account as text.</summary>
    public static string Summary(ImportSettings settings)
    {
        using var import = PurchaseImport.Open(settings, CancellationToken.None);
        var result = import.Summarise();
        return Text(result.Data) + Text(result.Report);
    }

    /// <summary>The customer-days, folded, and their account as text.</summary>
    public static string Days(ImportSettings settings)
    {
        using var import = PurchaseImport.Open(settings, CancellationToken.None);
        var result = import.ReadDays();
        return Text(Fold(result, settings)) + Text(result.Report);
    }

    /// <summary>The summary of the days at the as-of day of the report.</summary>
    public static SummaryColumns? Fold(
        ImportResult<CustomerDays> result,
        ImportSettings settings
    ) =>
        result.Data is null
            ? null
            : CustomerDaysFold.Summarise(
                result.Data,
                result.Report.AsOf!.Value.DayNumber,
                settings.Returns != ReturnsPolicy.Gross,
                settings.Threads
            );

    /// <summary>The report of a summary, and the rejects while they can be read.</summary>
    public static (ImportReport Report, List<RejectedRow> Rejects, SummaryColumns? Data) Run(
        ImportSettings settings
    )
    {
        using var import = PurchaseImport.Open(settings, CancellationToken.None);
        var result = import.Summarise();
        return (result.Report, result.Report.Rejects.ToList(), result.Data);
    }

    /// <summary>The message of the fault that an import ends with.</summary>
    public static string FaultOf<T>(ImportSettings settings)
        where T : Fault => Assert.Throws<T>(() => Run(settings)).Message;

    public static string Text(SummaryColumns? s)
    {
        if (s is null)
        {
            return "no data\n";
        }

        var text = new StringBuilder();
        for (var i = 0; i < s.Count; i++)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{Convert.ToHexString(s.Ids[i])} {s.FirstDay[i]} {s.LastDay[i]} days {s.PurchaseDays[i]} orders {s.Orders[i]} gross {s.Gross[i]} refunds {s.Refunds[i]} net {s.Net[i]} first {s.FirstDayGross[i]} gaps {s.SumLogGaps[i]:F9}\n"
            );
        }

        return text.Append(CultureInfo.InvariantCulture, $"as of {s.AsOfDay}\n").ToString();
    }

    public static string Text(ImportReport report)
    {
        var text = new StringBuilder();
        foreach (var file in report.Files.Append(report.Total))
        {
            text.Append(Path.GetFileName(file.Name)).Append(": read ").Append(Text(file.Read));
            foreach (var (reason, account) in file.Rejected)
            {
                text.Append("; ").Append(reason.Name()).Append(' ').Append(Text(account));
            }

            text.Append("; duplicate ").Append(Text(file.Duplicate));
            foreach (var (policy, account) in file.Excluded)
            {
                text.Append("; ").Append(policy.Name()).Append(' ').Append(Text(account));
            }

            text.Append("; accepted ").Append(Text(file.Accepted)).Append('\n');
        }

        foreach (var row in report.Rejects)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{Path.GetFileName(row.File)} line {row.Line} byte {row.Offset} {row.Column} {row.Kind.Name()} {Convert.ToHexString(row.Raw)}\n"
            );
        }

        return text.ToString();
    }

    private static string Text(RowAccount account) =>
        FormattableString.Invariant(
            $"{account.Rows} rows {account.Amount.Units}e-{account.Amount.Scale} ({account.UnreadableAmounts} unreadable)"
        );
}
