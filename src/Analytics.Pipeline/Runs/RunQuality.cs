using System.Globalization;
using System.Text.Json;
using Analytics.Core.Faults;
using Analytics.Ledger.Import;
using Analytics.Ledger.Tables;
using Analytics.Pipeline.Settings;
using Analytics.Pipeline.Steps.Churn;

namespace Analytics.Pipeline.Runs;

/// <summary>
/// How good the data and the models of a run are by what its directory holds: shares of rows in <c>reconciliation.json</c>, the error of the
/// lifetime model at earlier days beside the best naive baseline, the log loss of churn beside the mere rate.
/// </summary>
internal sealed class RunQuality
{
    private const string Account = "reconciliation.json";
    private readonly string _directory;
    private readonly JsonElement? _total;

    private RunQuality(string directory)
    {
        _directory = directory;
        var path = Path.Combine(directory, Account);
        if (File.Exists(path))
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            _total = json.RootElement.GetProperty("total").Clone();
        }
    }

    /// <summary>A line for each limit that is passed: measure, old, new, limit.</summary>
    /// <param name="before">The earlier run.</param>
    /// <param name="after">The later run.</param>
    /// <param name="limits">The limits.</param>
    /// <exception cref="DataFault">A limit is asked for and the later run does not tell the measure.</exception>
    public static IEnumerable<string> Alarms(string before, string after, QualityLimits limits)
    {
        var (then, now) = (new RunQuality(before), new RunQuality(after));
        (string Name, double? Old, double? New, double? Most, string Option)[] shares =
        [
            ("rejected rows", then.Rejected, now.Rejected, limits.Rejected, "--max-rejected"),
            ("repeated rows", then.Repeated, now.Repeated, limits.Repeated, "--max-repeated"),
            (
                "rows without customer",
                then.Nameless,
                now.Nameless,
                limits.Nameless,
                "--max-nameless"
            ),
        ];
        foreach (var (name, old, @new, most, option) in shares.Where(s => s.Most is not null))
        {
            var share =
                @new
                ?? throw new DataFault(
                    now._total is null
                        ? $"{after}: no {Account}, so {option} cannot be judged; make the run again"
                        : $"{after}: {Account} does not count {name}, as of a run over a store: {option} cannot be judged; leave it out or run the export itself"
                );
            if (share > most)
            {
                yield return Line(
                    name,
                    Percent(old),
                    Percent(share),
                    $"more than {option} {Percent(most)}"
                );
            }
        }

        if (limits.ErrorGrowth is { } growth)
        {
            (string Name, double? Old, double? New)[] errors =
            [
                ("back-test error of lifetime value (1 = naive)", then.Lifetime(), now.Lifetime()),
                ("log loss of churn (1 = the mere rate)", then.Churn(), now.Churn()),
            ];
            foreach (var (name, old, @new) in errors)
            {
                if (old is { } was && @new is { } @is && @is > was * (1 + growth))
                {
                    yield return Line(
                        name,
                        Ratio(was),
                        Ratio(@is),
                        $"grew by more than --max-error-growth {Percent(growth)}"
                    );
                }
            }
        }
    }

    private double? Rejected => Share(t => Rows(t, "rejected"));

    // a store keeps rows, not lines
    private double? Repeated =>
        _total is { } total && total.TryGetProperty("identical_lines", out var lines)
            ? Share(t => Math.Max(Rows(t, "duplicate"), lines.GetInt64()))
            : null;

    private double? Nameless =>
        Share(t =>
            t.GetProperty("excluded")
                .GetProperty("by_policy")
                .TryGetProperty(Exclusion.MissingCustomer.Name(), out var part)
                ? part.GetProperty("rows").GetInt64()
                : 0
        );

    // of the model used, on average over its cut-offs
    private double? Lifetime()
    {
        var (fits, proof) = (Table("lifetime.csv"), Table("backtest.csv"));
        var chosen = fits.Find(row => row["chosen"] == "true")?["model"];
        var rows = proof
            .Where(row =>
                row["model"] == chosen && row["mae"].Length > 0 && row["baseline_mae"].Length > 0
            )
            .ToList();
        return rows.Count == 0
            ? null
            : rows.Sum(row => Number(row["mae"])) / rows.Sum(row => Number(row["baseline_mae"]));
    }

    private double? Churn()
    {
        var path = Path.Combine(_directory, ChurnFiles.Evaluation);
        if (!File.Exists(path))
        {
            return null;
        }

        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        var root = json.RootElement;
        return root.GetProperty("log_loss").GetDouble()
            / root.GetProperty("baselines").GetProperty("rate").GetProperty("log_loss").GetDouble();
    }

    private List<Dictionary<string, string>> Table(string name)
    {
        var path = Path.Combine(_directory, name);
        if (!File.Exists(path))
        {
            return [];
        }

        var rows = SmallTable.Read(path);
        return rows.Skip(1)
            .Select(row =>
                rows[0].Zip(row).ToDictionary(c => c.First, c => c.Second, StringComparer.Ordinal)
            )
            .ToList();
    }

    private double? Share(Func<JsonElement, long> rows) =>
        _total is { } total ? (double)rows(total) / Math.Max(1, Rows(total, "read")) : null;

    private static long Rows(JsonElement total, string part) =>
        total.GetProperty(part).GetProperty("rows").GetInt64();

    private static double Number(string text) =>
        double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static string Line(string name, string old, string @new, string limit) =>
        $"{name}: {old} before, {@new} now, {limit}";

    private static string Percent(double? share) =>
        share is { } value
            ? string.Create(CultureInfo.InvariantCulture, $"{100 * value:0.###}%")
            : "not known";

    private static string Ratio(double value) =>
        value.ToString("0.###", CultureInfo.InvariantCulture);
}
