using System.Diagnostics;
using System.Globalization;
using Analytics.Benchmarks.Kernels;
using Analytics.Core.Numerics;
using Analytics.Core.Summaries;
using Analytics.Ledger.Import;
using Analytics.Models.Evaluation;
using Analytics.Models.Features;
using Analytics.Models.Training;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Analytics.Benchmarks.Churn;

/// <summary>
/// Speed of churn against what it stands on, in turns inside one process and by processor time, so that the ratios hold on a busy machine:
/// <c>churn-speed train|score|features ROWS</c>. Results are checked before anything is timed. <c>churn-speed peak ROWS data|native|ours</c> trains
/// once in a process of its own and tells the largest memory it held; <c>data</c> only makes the data.
/// </summary>
internal static class ChurnSpeed
{
    /// <summary>The word on the command line.</summary>
    public const string Verb = "churn-speed";

    private const int Columns = 30;
    private const int Turns = 3;
    private static readonly TreeSettings Trees = new(100, 31, 0.1, 20);

    /// <summary>Runs one comparison and prints its rows.</summary>
    public static int Run(string[] args)
    {
        var rows = int.Parse(args[1], CultureInfo.InvariantCulture);
        switch (args[0])
        {
            case "train":
                Train(rows);
                break;
            case "score":
                Score(rows);
                break;
            case "peak":
                Peak(rows, args[2]);
                break;
            default:
                Features(rows);
                break;
        }

        return 0;
    }

    private static void Train(int rows)
    {
        var (native, ours) = Trainings(rows);
        Compare([("bare native calls", native), ("LightGbmTrainer", ours)], rows);
    }

    private static void Peak(int rows, string way)
    {
        var (native, ours) = Trainings(rows);
        var before = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        (
            way switch
            {
                "native" => native,
                "ours" => ours,
                _ => () => { },
            }
        )();
        var process = Process.GetCurrentProcess();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {way} | {clock.Elapsed.TotalSeconds:0.0} | {(Environment.CpuUsage.TotalTime - before).TotalSeconds:0.0} | {process.PeakWorkingSet64 / 1e6:0} |"
            )
        );
    }

    private static (Action Native, Action Ours) Trainings(int rows)
    {
        var (features, positive) = Data(rows);
        int[] all = [.. Enumerable.Range(0, rows)];
        var labels = Array.ConvertAll(positive, p => p ? 1f : 0f);
        var parameters = string.Create(
            CultureInfo.InvariantCulture,
            $"objective=binary num_leaves={Trees.Leaves} learning_rate={Trees.Rate} min_data_in_leaf={Trees.LeafRows} lambda_l2=1 sigmoid=0.5 num_threads={TrainingOptions.Threads(rows)} deterministic=true force_col_wise=true use_missing=false verbosity=-1"
        );
        return (
            () => NativeLightGbm.Train(features.Values, labels, Columns, Trees.Trees, parameters),
            () => new LightGbmTrainer(Trees).Train(features, positive, all, new TrainingOptions())
        );
    }

    private static void Score(int rows)
    {
        var (features, positive) = Data(rows);
        int[] all = [.. Enumerable.Range(0, rows)];
        int[] some = [.. Enumerable.Range(0, Math.Min(rows, 100_000))];
        var options = new TrainingOptions();
        var trainer = new LightGbmTrainer(Trees);
        var ours = trainer.Train(features, positive, some, options);
        var theirs = new MLContext(1)
            .BinaryClassification.Trainers.LightGbm(trainer.Options(some.Length, options))
            .Fit(new MatrixView(features, positive, some, null));
        var scores = new double[rows];
        float[] Transform() =>
            theirs
                .Transform(new MatrixView(features, positive, all, null))
                .GetColumn<float>("Probability")
                .ToArray();
        ours.Score(features.Values, scores);
        var worst = Transform()
            .Zip(scores, (a, b) => Math.Abs(a - CalibrationLine.Logistic(b)))
            .Max();
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"largest difference: {worst:0.0e+0}")
        );
        Compare(
            [
                ("ML.NET Transform", () => Transform()),
                ("TreeEnsemble.Score", () => ours.Score(features.Values, scores)),
            ],
            rows
        );
    }

    private static void Features(int rows)
    {
        var folder = Directory.CreateTempSubdirectory("crm-benchmark-").FullName;
        var path = Path.Combine(folder, "orders.csv");
        try
        {
            File.WriteAllBytes(path, SimulatedExport.Bytes(rows, shuffled: false));
            var settings = new ImportSettings { Inputs = [path], Threads = 2 };
            ImportResult<CustomerDays> Read(bool details)
            {
                using var import = PurchaseImport.Open(
                    settings with
                    {
                        Details = details,
                    },
                    CancellationToken.None
                );
                return import.ReadDays();
            }

            var imported = Read(details: true);
            var (days, last) = (imported.Data!, imported.Report.AsOf!.Value.DayNumber);
            Compare(
                [
                    (
                        "one RFM summary from the file",
                        () =>
                        {
                            using var again = PurchaseImport.Open(settings, CancellationToken.None);
                            _ = again.Summarise();
                        }
                    ),
                    (
                        "one summary of customer-days",
                        () => CustomerDaysFold.Summarise(days, last, true, 2)
                    ),
                    ("customer-days from the file", () => Read(details: false)),
                    ("the same, what was bought and where too", () => Read(details: true)),
                    ("features at 4 cut-offs", () => Build(days, last, breadth: false)),
                    (
                        "the same, what was bought and where too",
                        () => Build(days, last, breadth: true)
                    ),
                ],
                rows
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Build(CustomerDays days, int last, bool breadth)
    {
        for (var cutOff = 0; cutOff < 4; cutOff++)
        {
            var past = new PastView(days, last - (90 * cutOff), true, 2);
            var rows = ScoredRows.Of(past.Summary);
            _ = TransactionFeatures.Build(past, 90, rows, 2);
            if (breadth)
            {
                _ = BreadthFeatures.Build(past, rows, 2);
            }
        }
    }

    private static (FeatureMatrix Features, bool[] Positive) Data(int rows)
    {
        var chance = new Chance(1, 1);
        var values = new float[rows * Columns];
        var positive = new bool[rows];
        for (var i = 0; i < rows; i++)
        {
            var row = values.AsSpan(i * Columns, Columns);
            for (var c = 0; c < Columns; c++)
            {
                row[c] = (float)chance.Normal();
            }

            positive[i] =
                chance.Uniform()
                < CalibrationLine.Logistic(row[0] + (row[1] * row[2]) - (0.5 * row[3]) - 1);
        }

        return (
            new FeatureMatrix(
                [
                    .. Enumerable
                        .Range(0, Columns)
                        .Select(c => c.ToString(CultureInfo.InvariantCulture)),
                ],
                values
            ),
            positive
        );
    }

    private static void Compare(IReadOnlyList<(string Name, Action Work)> ways, int rows)
    {
        var cpu = new double[ways.Count][];
        var wall = new double[ways.Count][];
        for (var w = 0; w < ways.Count; w++)
        {
            ways[w].Work();
            (cpu[w], wall[w]) = (new double[Turns], new double[Turns]);
        }

        for (var turn = 0; turn < Turns; turn++)
        {
            for (var w = 0; w < ways.Count; w++)
            {
                var (before, clock) = (Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
                ways[w].Work();
                wall[w][turn] = clock.Elapsed.TotalSeconds;
                cpu[w][turn] = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
            }
        }

        Console.WriteLine("| way | CPU s (least of 3) | ratio (each turn) | rows per CPU second |");
        Console.WriteLine("|---|---|---|---|");
        for (var w = 0; w < ways.Count; w++)
        {
            var ratios = string.Join(
                ", ",
                Enumerable
                    .Range(0, Turns)
                    .Select(t =>
                        (cpu[w][t] / cpu[0][t]).ToString("0.00", CultureInfo.InvariantCulture)
                    )
            );
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {ways[w].Name} | {cpu[w].Min():0.00} (wall {wall[w].Min():0.00}) | {ratios} | {rows / cpu[w].Min():N0} |"
                )
            );
        }
    }
}
