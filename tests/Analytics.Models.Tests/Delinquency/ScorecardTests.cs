using System.Globalization;
using System.Text.Json;
using Analytics.Core.Numerics;
using Analytics.Models.Delinquency;
using Analytics.Models.Evaluation;
using Analytics.Models.Training;
using DuckDB.NET.Data;

namespace Analytics.Models.Tests.Delinquency;

public class ScorecardTests
{
    private static readonly TrainingOptions Options = new() { Seed = 1 };

    [Fact]
    public void Bins_are_monotonic_and_their_evidence_is_that_of_the_formula()
    {
        var (table, bad, rows) = Sample(4000);
        var feature = WoeBinner.Cut(table.Find("debt")!, bad, rows)!;
        var numbers = feature.Bins.Where(b => !b.IsMissing && !b.IsSpecial).ToList();
        Assert.True(numbers.Count > 3);
        var woe = numbers.Select(b => b.Woe).ToList();
        Assert.True(woe.SequenceEqual(woe.Order()) || woe.SequenceEqual(woe.OrderDescending()));
        var (b, g, k) = (
            feature.Bins.Sum(x => x.Bad),
            feature.Bins.Sum(x => x.Good),
            feature.Bins.Count
        );
        Assert.Equal(bad.Count(x => x), b);
        Assert.All(
            feature.Bins,
            x =>
                Assert.Equal(
                    Math.Log((x.Bad + .5) / (b + (.5 * k)) / ((x.Good + .5) / (g + (.5 * k)))),
                    x.Woe,
                    1e-12
                )
        );
        // positive evidence is riskier: more debt is, in this sample
        Assert.True(woe[^1] > 0 && woe[0] < 0);
    }

    [Fact]
    public void Missing_values_and_a_value_of_many_rows_have_bins_of_their_own()
    {
        var (table, bad, rows) = Sample(4000);
        var feature = WoeBinner.Cut(table.Find("late")!, bad, rows)!;
        Assert.True(feature.Bins[feature.BinOf(double.NaN)].IsMissing);
        Assert.True(feature.Bins[feature.BinOf(0.0)].IsSpecial);
        Assert.False(feature.Bins[feature.BinOf(0.1)].IsSpecial);
    }

    [Fact]
    public void Points_fall_by_pdo_where_the_odds_of_bad_double()
    {
        Assert.Equal(20, Scorecard.Points(0) - Scorecard.Points(Math.Log(2)), 1e-9);
        Assert.Equal(600, Scorecard.Points(-Math.Log(50)), 1e-9);
    }

    [Fact]
    public void A_saved_card_scores_bit_for_bit_and_one_row_alone_as_among_others()
    {
        var (table, bad, rows) = Sample(3000);
        var card = ScorecardTrainer.Train(table, bad, rows, Options);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            card.Write(json);
        }

        using var document = JsonDocument.Parse(stream.ToArray());
        var again = Scorecard.Read(document.RootElement);
        Assert.All(
            rows,
            r =>
                Assert.Equal(
                    BitConverter.DoubleToInt64Bits(card.LogOdds(table, r)),
                    BitConverter.DoubleToInt64Bits(again.LogOdds(table, r))
                )
        );
        var alone = new LearningTable(
            table
                .Columns.Select(c =>
                    c.IsGroups
                        ? new LearningColumn(c.Name, [], [c.Groups[7]])
                        : LearningColumn.Of(c.Name, [c.Numbers[7]])
                )
                .ToList(),
            1
        );
        Assert.Equal(card.LogOdds(table, 7), card.LogOdds(alone, 0));
    }

    [Fact]
    public void No_feature_counts_against_its_own_evidence_and_reasons_name_what_costs_most()
    {
        var (table, bad, rows) = Sample(6000);
        var card = ScorecardTrainer.Train(table, bad, rows, Options);
        Assert.All(card.Weights, w => Assert.True(w >= 0));
        Assert.DoesNotContain(card.Features, f => f.Name == "noise");
        var worst = rows.MaxBy(r => card.LogOdds(table, r));
        Assert.InRange(card.Reasons(table, worst).Count, 1, 4);
        var auc = RankKernel.Auc(rows.Select(r => card.Probability(table, r)).ToArray(), bad);
        Assert.True(auc > .7);
    }

    [Fact]
    public void The_exported_SQL_scores_every_row_as_we_do()
    {
        var (table, bad, rows) = Sample(2000);
        var card = ScorecardTrainer.Train(table, bad, rows, Options);
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        Run(
            connection,
            "CREATE TABLE accounts (n INTEGER, debt DOUBLE, late DOUBLE, kind VARCHAR, noise DOUBLE)"
        );
        foreach (var r in rows)
        {
            string Number(string name) =>
                double.IsNaN(table.Find(name)!.Numbers[r])
                    ? "NULL"
                    : table.Find(name)!.Numbers[r].ToString("E16", CultureInfo.InvariantCulture);
            Run(
                connection,
                FormattableString.Invariant(
                    $"INSERT INTO accounts VALUES ({r}, {Number("debt")}, {Number("late")}, '{table.Find("kind")!.Groups[r].Replace("'", "''", StringComparison.Ordinal)}', {Number("noise")})"
                )
            );
        }

        using var command = connection.CreateCommand();
        command.CommandText = card.Sql("accounts");
        using var reader = command.ExecuteReader();
        var seen = 0;
        while (reader.Read())
        {
            var row = reader.GetInt32(reader.GetOrdinal("n"));
            Assert.Equal(
                Scorecard.Points(card.LogOdds(table, row)),
                reader.GetDouble(reader.GetOrdinal("score_points")),
                1e-9
            );
            Assert.Equal(
                card.Probability(table, row),
                reader.GetDouble(reader.GetOrdinal("pd")),
                1e-9
            );
            seen++;
        }

        Assert.Equal(rows.Length, seen);

        static void Run(DuckDBConnection connection, string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }

    [Fact]
    public void Boosted_trees_saved_and_read_again_score_bit_for_bit()
    {
        var (table, bad, rows) = Sample(1500);
        var parts = Array.ConvertAll(rows, r => r % 3);
        var model = BoostedScore.Train(table, bad, rows, parts, Options, _ => { });
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            model.Write(json);
        }

        using var document = JsonDocument.Parse(stream.ToArray());
        Assert.Equal(
            model.Probability(table, rows),
            BoostedScore.Read(document.RootElement).Probability(table, rows)
        );
    }

    [Fact]
    public void A_type_gets_its_own_model_only_with_enough_rolls_and_a_better_forecast()
    {
        var chance = new Chance(5, 5);
        const int n = 9000;
        var (values, rolled, type) = (new float[n * 3], new bool[n], new int[n]);
        for (var i = 0; i < n; i++)
        {
            type[i] = i % 10 == 0 ? 1 : 0;
            values[i * 3] = (float)chance.Normal();
            values[(i * 3) + 1 + type[i]] = 1;
            // the sign of the feature turns over in type 1: the pooled model cannot know both
            var logit = (type[i] == 0 ? 1 : -1) * 1.5 * values[i * 3];
            rolled[i] = chance.Uniform() < 1 / (1 + Math.Exp(-logit));
        }

        var rows = new TransitionRows(
            1,
            new FeatureMatrix(["x", "a", "b"], values),
            rolled,
            type,
            Enumerable.Range(0, 5000).ToArray(),
            Enumerable.Range(5000, 2000).ToArray(),
            Enumerable.Range(7000, 2000).ToArray()
        );
        var (models, board) = TransitionModels.Train(rows, 3, Options);
        Assert.Equal(["own", "pooled"], new[] { models.Server(1), models.Server(2) });
        Assert.True(board[1].Auc > .7);
        Assert.True(board[1].LogLoss < board[1].Baseline);
        var few = rows with { Learn = Enumerable.Range(0, 1500).ToArray() };
        Assert.Equal("pooled", TransitionModels.Train(few, 3, Options).Models.Server(1));
    }

    private static (LearningTable Table, bool[] Bad, int[] Rows) Sample(int n)
    {
        var chance = new Chance(2, 3);
        var (debt, late, noise) = (new double[n], new double[n], new double[n]);
        var (kind, bad) = (new string[n], new bool[n]);
        for (var i = 0; i < n; i++)
        {
            debt[i] = 100 * chance.Exponential();
            late[i] =
                chance.Uniform() < .1 ? double.NaN
                : chance.Uniform() < .5 ? 0
                : chance.Exponential();
            noise[i] = chance.Normal();
            kind[i] =
                chance.Uniform() < .3 ? "o'brien"
                : chance.Uniform() < .9 ? "plain"
                : "";
            var logit =
                -2
                + (.006 * debt[i])
                + (double.IsNaN(late[i]) ? 1 : late[i])
                + (kind[i] == "o'brien" ? .8 : 0);
            bad[i] = chance.Uniform() < 1 / (1 + Math.Exp(-logit));
        }

        return (
            new LearningTable(
                [
                    LearningColumn.Of("debt", debt),
                    LearningColumn.Of("late", late),
                    new LearningColumn("kind", [], kind),
                    LearningColumn.Of("noise", noise),
                ],
                n
            ),
            bad,
            Enumerable.Range(0, n).ToArray()
        );
    }
}
