using System.Globalization;

namespace Analytics.Crash.Tests;

/// <summary>A command that changes files, what stands there before, and where its results are published.</summary>
/// <param name="Name">Its name in reports.</param>
/// <param name="Args">The arguments; <c>ROOT</c> stands for the work directory, <c>IN</c> for that of the inputs.</param>
/// <param name="Before">The commands that make what stands there before.</param>
/// <param name="Published">The directories below the work directory whose entries readers look at.</param>
internal sealed record Scenario(
    string Name,
    string Args,
    IReadOnlyList<string> Before,
    IReadOnlyList<string> Published
)
{
    private static readonly string[] AtRoot = [""];

    /// <summary>The store below the work directory; null where the command has none.</summary>
    public string? Store { get; init; }

    /// <summary>A run into a directory that is not there yet, nor those above it.</summary>
    public static readonly Scenario NewRun = new(
        "new-run",
        "run IN/new.csv --only pyramid --out ROOT/2024/june/out --overwrite",
        [],
        ["2024/june"]
    );

    /// <summary>A run in place of an earlier one.</summary>
    public static readonly Scenario RunAgain = new(
        "run-again",
        "run IN/new.csv --only pyramid --out ROOT/out --overwrite",
        ["run IN/old.csv --only pyramid --out ROOT/out"],
        AtRoot
    );

    /// <summary>A scheduled run: a new directory, latest switched, an old run removed.</summary>
    public static readonly Scenario Job = new(
        "job",
        "run IN/new.csv --only pyramid --out-root ROOT/runs --keep 2",
        [
            "run IN/older.csv --only pyramid --out-root ROOT/runs --keep 2",
            "run IN/old.csv --only pyramid --out-root ROOT/runs --keep 2",
        ],
        ["runs"]
    );

    /// <summary>A scheduled run whose steps are kept: one is used again, one is made, that of a run that goes is removed.</summary>
    public static readonly Scenario Steps = new(
        "job-steps",
        "run IN/many.csv --only lifetime --model nbd --segments r-rfm --out-root ROOT/runs --keep 1",
        [
            "run IN/more.csv --only lifetime --model nbd --out-root ROOT/runs --keep 1",
            "run IN/more.csv --only lifetime --model nbd --as-of 2025-01-01 --out-root ROOT/runs --keep 1",
        ],
        ["runs"]
    );

    /// <summary>A scheduled run that keeps the model of the run before, which goes.</summary>
    public static readonly Scenario Refit = new(
        "job-refit",
        "run ROOT/shop/orders.csv --only churn --as-of 2024-07-31 --refit drift --out-root ROOT/runs --keep 1",
        [
            "simulate purchases --customers 700 --out ROOT/shop",
            "run ROOT/shop/orders.csv --only churn --as-of 2024-06-30 --refit drift --out-root ROOT/runs --keep 1",
        ],
        ["runs"]
    );

    /// <summary>The whole run: models, charts and page.</summary>
    public static readonly Scenario WholeRun = new(
        "whole-run",
        "run IN/many.csv --out ROOT/out --overwrite",
        [],
        AtRoot
    );

    /// <summary>Charts and page again, in the run itself.</summary>
    public static readonly Scenario Report = new(
        "report",
        "report ROOT/out --lang zh",
        ["run IN/new.csv --only pyramid,report --out ROOT/out"],
        AtRoot
    );

    /// <summary>A second export into a store.</summary>
    public static readonly Scenario Import = new(
        "import",
        "import IN/dirty.csv --store ROOT/shop --max-rejects 1",
        ["import IN/old.csv --store ROOT/shop"],
        []
    )
    {
        Store = "shop",
    };

    /// <summary>Several tables at once, some of their rows refused, into a store that holds one of them.</summary>
    public static readonly Scenario Tables = new(
        "import-tables",
        "import IN/items.csv IN/people.csv --store ROOT/shop --max-rejects 1",
        ["import IN/panel.csv --store ROOT/shop --table customers --map customer=account"],
        []
    )
    {
        Store = "shop",
    };

    /// <summary>Small loads of text become one file.</summary>
    public static readonly Scenario CompactText = new(
        "compact-text",
        "rebuild --store ROOT/shop --compact",
        [
            "import IN/items.csv --store ROOT/shop --max-rejects 1",
            "import IN/items2.csv --store ROOT/shop --max-rejects 1",
        ],
        []
    )
    {
        Store = "shop",
    };

    /// <summary>The first export, which makes the store.</summary>
    public static readonly Scenario FirstImport = new(
        "first-import",
        "import IN/new.csv --store ROOT/shop",
        [],
        []
    )
    {
        Store = "shop",
    };

    /// <summary>Two small loads become one file.</summary>
    public static readonly Scenario Compact = new(
        "compact",
        "rebuild --store ROOT/shop --compact",
        ["import IN/old.csv --store ROOT/shop", "import IN/new.csv --store ROOT/shop"],
        []
    )
    {
        Store = "shop",
    };

    /// <summary>A table from a store, whose customer-days are kept.</summary>
    public static readonly Scenario Read = new(
        "read-store",
        "rfm --store ROOT/shop --out ROOT/tables/rfm.csv --overwrite",
        [
            "import IN/old.csv --store ROOT/shop",
            "rfm --store ROOT/shop --out ROOT/tables/rfm.csv",
            "import IN/new.csv --store ROOT/shop",
        ],
        ["tables"]
    )
    {
        Store = "shop",
    };

    /// <summary>A run that brings an export into a store first.</summary>
    public static readonly Scenario RunStore = new(
        "run-store",
        "run IN/new.csv --store ROOT/shop --only pyramid --out ROOT/runs/out --overwrite",
        ["run IN/old.csv --store ROOT/shop --only pyramid --out ROOT/runs/out"],
        ["runs"]
    )
    {
        Store = "shop",
    };

    /// <summary>One table into a file.</summary>
    public static readonly Scenario Table = new(
        "table",
        "rfm IN/new.csv --out ROOT/rfm.csv --overwrite",
        ["rfm IN/old.csv --out ROOT/rfm.csv"],
        AtRoot
    );

    /// <summary>Names of those that take long: the reduced form tries few of their calls.</summary>
    public static IReadOnlyList<string> Slow { get; } = [Tables.Name, CompactText.Name];

    /// <summary>Names of those that take seconds: only the full form tries them.</summary>
    public static IReadOnlyList<string> Long { get; } = [Steps.Name, Refit.Name, WholeRun.Name];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Scenario> All { get; } =
    [
        NewRun,
        RunAgain,
        Job,
        Steps,
        Refit,
        Table,
        Import,
        Tables,
        FirstImport,
        Compact,
        CompactText,
        Read,
        RunStore,
        Report,
        WholeRun,
    ];

    /// <summary>The arguments for a work directory.</summary>
    public static IEnumerable<string> Words(string call, string inputs, string root) =>
        call.Replace("ROOT", root, StringComparison.Ordinal)
            .Replace("IN/", inputs + "/", StringComparison.Ordinal)
            .Split(' ')
            .Append("--threads")
            .Append("1");

    /// <summary>Writes the inputs of all scenarios.</summary>
    public static void WriteInputs(string folder)
    {
        Directory.CreateDirectory(folder);
        Write(folder, "older.csv", 20);
        Write(folder, "old.csv", 30);
        Write(folder, "new.csv", 40);
        Write(folder, "many.csv", 600);
        Write(folder, "more.csv", 590);
        Write(folder, "dirty.csv", 45);
        File.AppendAllText(Path.Combine(folder, "dirty.csv"), "c1,never,1\n");
        File.WriteAllText(
            Path.Combine(folder, "items.csv"),
            "account,due_date,amount\na1,2024-01-05,5.50\na2,2024-02-05,7.25\na3,never,1\n"
        );
        File.WriteAllText(
            Path.Combine(folder, "items2.csv"),
            "account,due_date,amount\na1,2024-03-05,5.50\na2,2024-04-05,7.25\n"
        );
        File.WriteAllText(
            Path.Combine(folder, "people.csv"),
            "customer_id,level\na1,gold\na2,plain\n"
        );
        File.WriteAllText(Path.Combine(folder, "panel.csv"), "account,level\na1,gold\na4,plain\n");
    }

    private static void Write(string folder, string name, int rows) =>
        File.WriteAllLines(
            Path.Combine(folder, name),
            Enumerable
                .Range(0, rows)
                .Select(i =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"c{i * 7 % 97},2024-{1 + (rows + i) % 12:00}-{1 + (i * 31 % 28):00},{i % 13}.5"
                    )
                )
                .Prepend("customer,date,amount")
        );
}
