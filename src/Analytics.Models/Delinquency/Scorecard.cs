using System.Globalization;
using System.Text;
using System.Text.Json;
using Analytics.Models.Evaluation;

namespace Analytics.Models.Delinquency;

/// <summary>
/// A points scorecard: logit(bad) = intercept + sum of weight x WoE; points = offset - factor x logit(bad), factor = pdo / ln 2. More points are less
/// risk.
/// </summary>
/// <param name="Intercept">Intercept.</param>
/// <param name="Features">The features.</param>
/// <param name="Weights">One per feature.</param>
public sealed record Scorecard(
    double Intercept,
    IReadOnlyList<WoeFeature> Features,
    IReadOnlyList<double> Weights
)
{
    /// <summary>Points that double the odds of good.</summary>
    public const double PointsToDouble = 20;

    /// <summary>Points at <see cref="OddsAtBase"/>.</summary>
    public const double BasePoints = 600;

    /// <summary>Odds of good to bad at <see cref="BasePoints"/>.</summary>
    public const double OddsAtBase = 50;

    /// <summary>Reasons given per row, at most.</summary>
    public const int MostReasons = 4;

    /// <summary>pdo / ln 2.</summary>
    public static double Factor { get; } = PointsToDouble / Math.Log(2);

    /// <summary>Points where good and bad are even.</summary>
    public static double Offset { get; } = BasePoints - (Factor * Math.Log(OddsAtBase));

    /// <summary>Log odds of the event.</summary>
    /// <param name="table">The table.</param>
    /// <param name="row">One of its rows.</param>
    public double LogOdds(LearningTable table, int row)
    {
        var sum = Intercept;
        for (var f = 0; f < Features.Count; f++)
        {
            sum += Weights[f] * Woe(table, row, f);
        }

        return sum;
    }

    /// <summary>Probability of the event.</summary>
    public double Probability(LearningTable table, int row) =>
        CalibrationLine.Logistic(LogOdds(table, row));

    /// <summary>Points.</summary>
    public static double Points(double logOdds) => Offset - (Factor * logOdds);

    /// <summary>The features that cost a row most against the mean row, worst first: up to four.</summary>
    public IReadOnlyList<string> Reasons(LearningTable table, int row) =>
        Enumerable
            .Range(0, Features.Count)
            .Select(f =>
                (Feature: f, Cost: Weights[f] * (Woe(table, row, f) - Features[f].MeanWoe))
            )
            .Where(c => c.Cost > 0)
            .OrderByDescending(c => c.Cost)
            .ThenBy(c => c.Feature)
            .Take(MostReasons)
            .Select(c =>
                $"{Features[c.Feature].Name}: {Features[c.Feature].Bins[BinOf(table, row, c.Feature)].Label}"
            )
            .ToList();

    /// <summary>The bin of a row in a feature; a column that is not there is missing in every row.</summary>
    public int BinOf(LearningTable table, int row, int feature) =>
        table.Find(Features[feature].Name) is { } column
            ? Features[feature].BinOf(column, row)
            : Features[feature].BinOf(double.NaN);

    /// <summary>The scorecard as one SQL statement over a table that has its columns; scores are those of this program.</summary>
    /// <param name="table">Name of the table.</param>
    public string Sql(string table)
    {
        var sql = new StringBuilder();
        sql.Append("-- grain: one row per row of ").Append(table).Append('\n');
        sql.Append(
            "-- log_odds: log odds of the event; pd: its probability, 0 to 1; score_points: points, more = less risk\n"
        );
        sql.Append("SELECT s.*, ")
            .Append(Number(Offset))
            .Append(" - ")
            .Append(Number(Factor))
            .Append(" * s.log_odds AS score_points,\n");
        sql.Append("       1e0 / (1e0 + exp(-s.log_odds)) AS pd\nFROM (\n  SELECT t.*,\n    ")
            .Append(Number(Intercept));
        for (var f = 0; f < Features.Count; f++)
        {
            sql.Append("\n    + ")
                .Append(Number(Weights[f]))
                .Append(" * ")
                .Append(Case(Features[f]));
        }

        return sql.Append(" AS log_odds\n  FROM ")
            .Append(Quote(table))
            .Append(" AS t\n) AS s\n")
            .ToString();
    }

    /// <summary>Writes the scorecard as one JSON object.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("intercept", Intercept);
        json.WriteNumber("offset", Offset);
        json.WriteNumber("factor", Factor);
        json.WriteStartArray("features");
        for (var f = 0; f < Features.Count; f++)
        {
            json.WriteStartObject();
            json.WriteNumber("weight", Weights[f]);
            json.WritePropertyName("feature");
            Features[f].Write(json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static Scorecard Read(JsonElement json)
    {
        var features = json.GetProperty("features").EnumerateArray().ToList();
        return new Scorecard(
            json.GetProperty("intercept").GetDouble(),
            features.Select(f => WoeFeature.Read(f.GetProperty("feature"))).ToList(),
            features.Select(f => f.GetProperty("weight").GetDouble()).ToList()
        );
    }

    private double Woe(LearningTable table, int row, int feature)
    {
        var bin = BinOf(table, row, feature);
        return bin < 0 ? 0 : Features[feature].Bins[bin].Woe;
    }

    private static string Case(WoeFeature feature)
    {
        var column = "t." + Quote(feature.Name);
        var number = $"CAST({column} AS DOUBLE PRECISION)";
        var text = new StringBuilder("CASE");
        foreach (var bin in feature.Bins.OrderByDescending(b => b.IsMissing))
        {
            var condition =
                bin.IsMissing ? $"{column} IS NULL" + (feature.IsGroups ? $" OR {column} = ''" : "")
                : bin.IsRest || double.IsPositiveInfinity(bin.Upper) ? null
                : bin.Groups.Count > 0
                    ? $"{column} IN ({string.Join(", ", bin.Groups.Select(Text))})"
                : bin.IsSpecial ? $"{number} = {Number(bin.Upper)}"
                : $"{number} <= {Number(bin.Upper)}";
            text.Append(
                condition is null ? "" : $"\n        WHEN {condition} THEN {Number(bin.Woe)}"
            );
        }

        var rest = feature.Bins.FirstOrDefault(b => b.IsRest || double.IsPositiveInfinity(b.Upper));
        return text.Append("\n        ELSE ")
            .Append(Number(rest?.Woe ?? 0))
            .Append(" END")
            .ToString();
    }

    // the exponent makes a double of a literal that would else be a decimal
    private static string Number(double value)
    {
        var text = value.ToString("E16", CultureInfo.InvariantCulture);
        return value < 0 ? $"({text})" : text;
    }

    private static string Quote(string name) =>
        "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    private static string Text(string value) =>
        "'" + value.Replace("'", "''", StringComparison.Ordinal) + "'";
}
