namespace Analytics.Cli.Tests.Commands;

/// <summary><c>crm run</c> as a scheduled job: a root of runs, used again, pruned, pointed to; a dry run; the alarm of a comparison.</summary>
public class JobTests
{
    private static readonly string[] First = ["a,2024-01-05,10", "b,2024-01-06,5"];

    [Fact]
    public void An_unchanged_run_is_used_again_and_any_change_makes_a_new_one()
    {
        using var folder = new TemporaryFolder();
        Write(folder, First);
        Assert.Contains("written: ", Run(folder).Error, StringComparison.Ordinal);
        var first = Latest(folder);
        var marked = File.GetLastWriteTimeUtc(Path.Combine(first, "customers.csv"));
        Assert.Equal($"unchanged, used again: {first}\n", Run(folder).Error);
        Assert.Equal(marked, File.GetLastWriteTimeUtc(Path.Combine(first, "customers.csv")));

        Assert.Contains(
            "written: ",
            Run(folder, "--tiers", "50,50").Error,
            StringComparison.Ordinal
        );
        var tiers = Latest(folder);
        Write(folder, [.. First, "c,2024-02-01,1"]);
        Assert.Contains("written: ", Run(folder).Error, StringComparison.Ordinal);
        Assert.Equal("2024-02-01", Path.GetFileName(Latest(folder))[..10]);
        Assert.Equal(3, new[] { first, tiers, Latest(folder) }.Distinct().Count());

        // back to what was there before: the old run is the latest again
        Write(folder, First);
        Assert.Equal($"unchanged, used again: {first}\n", Run(folder).Error);
        Assert.Equal(first, Latest(folder));
    }

    [Fact]
    public void A_damaged_run_is_made_again_to_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        Write(folder, First);
        Run(folder);
        var customers = Path.Combine(Latest(folder), "customers.csv");
        var bytes = File.ReadAllBytes(customers);
        File.AppendAllText(customers, "x");
        Assert.Contains("written: ", Run(folder).Error, StringComparison.Ordinal);
        Assert.Equal(bytes, File.ReadAllBytes(customers));
        File.Delete(Path.Combine(Latest(folder), "segments.csv"));
        Assert.Contains("written: ", Run(folder).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_named_file_holds_counts_and_not_where_it_is()
    {
        using var folder = new TemporaryFolder();
        Write(folder, First);
        File.WriteAllText(folder["map.csv"], "segment,r,f,m\nall,1-5,1-5,1-5\n");
        var one = Run(folder, "--segments", folder["map.csv"]);
        Assert.True(one.ExitCode == 0, one.Error);
        Directory.CreateDirectory(folder["else"]);
        File.Copy(folder["map.csv"], Path.Combine(folder["else"], "map.csv"));
        Assert.StartsWith(
            "unchanged",
            Run(folder, "--segments", Path.Combine(folder["else"], "map.csv")).Error,
            StringComparison.Ordinal
        );
        File.WriteAllText(folder["map.csv"], "segment,r,f,m\neveryone,1-5,1-5,1-5\n");
        Assert.StartsWith(
            "written",
            Run(folder, "--segments", folder["map.csv"]).Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_same_export_from_another_folder_is_the_same_run()
    {
        using var folder = new TemporaryFolder();
        Write(folder, First);
        Run(folder);
        Directory.CreateDirectory(folder["moved"]);
        File.Move(folder["in.csv"], Path.Combine(folder["moved"], "in.csv"));
        var moved = CrmRun.Of(
            "run",
            Path.Combine(folder["moved"], "in.csv"),
            "--out-root",
            folder["runs"],
            "--only",
            "pyramid"
        );
        Assert.StartsWith("unchanged", moved.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_of_latest_is_made_again_in_the_run_it_points_to()
    {
        using var folder = new TemporaryFolder();
        Write(folder, First);
        string[] parts = ["--only", "pyramid,report"];
        Assert.Equal(
            0,
            CrmRun.Of(["run", folder["in.csv"], "--out-root", folder["runs"], .. parts]).ExitCode
        );
        var run = Latest(folder);
        var again = CrmRun.Of("report", Path.Combine(folder["runs"], "latest"), "--lang", "zh");
        Assert.True(again.ExitCode == 0, again.Error);
        Assert.Equal(run, Latest(folder));
        Assert.Contains(
            "zh-Hans",
            File.ReadAllText(Path.Combine(run, "index.html")),
            StringComparison.Ordinal
        );

        // the next run switches the link as ever
        Write(folder, [.. First, "c,2024-02-01,1"]);
        Assert.Contains("written: ", Run(folder).Error, StringComparison.Ordinal);
        Assert.StartsWith("2024-02-01", Path.GetFileName(Latest(folder)), StringComparison.Ordinal);
    }

    [Fact]
    public void Old_runs_go_by_the_rule_and_never_the_latest()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder["runs"], "mine"));
        for (var day = 1; day <= 5; day++)
        {
            Write(folder, [.. First, FormattableString.Invariant($"c,2024-02-0{day},1")]);
            Run(folder, "--keep", "3");
        }

        Assert.Equal(["2024-02-03", "2024-02-04", "2024-02-05"], Days(folder));
        Run(folder, "--keep", "2", "--as-of", "2024-01-31");
        Assert.Equal(["2024-01-31", "2024-02-05"], Days(folder));
        Assert.Equal("2024-01-31", Path.GetFileName(Latest(folder))[..10]);
        Assert.True(Directory.Exists(Path.Combine(folder["runs"], "mine")));
        Assert.Empty(Directory.GetFileSystemEntries(folder["runs"], ".*"));
    }

    [Fact]
    public void A_run_with_overwrite_is_used_again_and_without_it_is_an_error()
    {
        using var folder = new TemporaryFolder();
        Write(folder, First);
        string[] call = ["run", folder["in.csv"], "--only", "pyramid", "--out", folder["out"]];
        Assert.Equal(0, CrmRun.Of(call).ExitCode);
        Assert.Equal(2, CrmRun.Of(call).ExitCode);
        Assert.StartsWith(
            "unchanged",
            CrmRun.Of([.. call, "--overwrite"]).Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_dry_run_tells_the_plan_and_writes_nothing()
    {
        using var folder = new TemporaryFolder();
        Write(folder, [.. First, "c,never,1"]);
        string[] more = ["--max-rejects", "1", "--rejects", folder["bad.csv"]];
        var dry = CrmRun.Of([
            "run",
            folder["in.csv"],
            "--out-root",
            folder["runs"],
            "--dry-run",
            .. more,
        ]);
        Assert.True(dry.ExitCode == 0, dry.Error);
        Assert.Equal([folder["in.csv"]], Directory.GetFileSystemEntries(folder.Path));
        Assert.Contains($"input,{folder["in.csv"]},3,rows\n", dry.Output, StringComparison.Ordinal);
        Assert.Contains("account,rejected,1,rows\n", dry.Output, StringComparison.Ordinal);
        Assert.Contains("step,churn,,\n", dry.Output, StringComparison.Ordinal);
        var over = CrmRun.Of("run", folder["in.csv"], "--out", folder["run"], "--dry-run");
        Assert.Equal(3, over.ExitCode);
        Assert.Equal([folder["in.csv"]], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void The_plan_names_every_file_that_a_run_writes()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllLines(
            folder["in.csv"],
            Enumerable
                .Range(0, 3000)
                .Select(i =>
                    FormattableString.Invariant(
                        $"c{i * 7919 % 401},202{2 + (i % 3)}-{1 + (i % 12):00}-{1 + (i * 31 % 28):00},{i % 97}.5"
                    )
                )
                .Prepend("customer,date,amount")
        );
        string[] call = ["run", folder["in.csv"], "--out", folder["out"]];
        var planned = CsvRows
            .Of(CrmRun.Of([.. call, "--dry-run"]).Output)
            .Rows.Where(row => row["what"] == "output")
            .Select(row => row["name"])
            .ToList();
        Assert.Equal(0, CrmRun.Of(call).ExitCode);
        var written = Directory
            .EnumerateFiles(folder["out"], "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder["out"], path));
        Assert.All(
            written,
            name =>
                Assert.True(
                    planned.Exists(p =>
                        p == name
                        || (p.EndsWith('/') && name.StartsWith(p, StringComparison.Ordinal))
                    ),
                    name
                )
        );
    }

    [Fact]
    public void A_worse_export_raises_the_alarm_of_its_quality()
    {
        using var folder = new TemporaryFolder();
        Write(folder, First);
        Run(folder);
        var before = Latest(folder);
        Write(folder, [.. First, "c,never,1", "b,2024-01-06,5", ",2024-01-07,5", "d,2024-01-07,5"]);
        var run = Run(folder, "--max-rejects", "50%");
        Assert.True(run.ExitCode == 0, run.Error);
        string[] call = ["compare", before, Latest(folder)];
        string[] options = ["--max-rejected", "--max-repeated", "--max-nameless"];
        foreach (var option in options)
        {
            Assert.Equal(0, CrmRun.Of([.. call, option, "17%"]).ExitCode);
            var alarm = CrmRun.Of([.. call, option, "16%"]);
            Assert.Equal(3, alarm.ExitCode);
            Assert.Contains(
                $"0% before, 16.667% now, more than {option} 16%",
                alarm.Error,
                StringComparison.Ordinal
            );
        }

        Assert.Equal(2, CrmRun.Of([.. call, "--max-rejected", "1"]).ExitCode);
    }

    [Fact]
    public void A_run_that_counted_no_lines_cannot_be_judged_by_them()
    {
        using var folder = new TemporaryFolder();
        Write(folder, First);
        string[] calls =
        [
            $"import {folder["in.csv"]} --store {folder["store"]}",
            $"run --store {folder["store"]} --only rfm --out {folder["a"]}",
        ];
        foreach (var call in calls)
        {
            Assert.Equal(0, CrmRun.Of(call.Split(' ')).ExitCode);
        }

        string[] compare = ["compare", folder["a"], folder["a"]];
        Assert.Equal(0, CrmRun.Of([.. compare, "--max-rejected", "0%"]).ExitCode);
        var judged = CrmRun.Of([.. compare, "--max-repeated", "5%"]);
        Assert.Equal(3, judged.ExitCode);
        Assert.Contains("does not count repeated rows", judged.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_errs_more_raises_the_alarm()
    {
        using var folder = new TemporaryFolder();
        string[] Runs(string name, string mae, string loss)
        {
            Write(folder, First);
            Assert.Equal(
                0,
                CrmRun.Of("run", folder["in.csv"], "--only", "rfm", "--out", folder[name]).ExitCode
            );
            File.WriteAllText(
                folder[name + "/lifetime.csv"],
                "model,chosen\nbg-nbd,false\nmbg-nbd,true\n"
            );
            File.WriteAllText(
                folder[name + "/backtest.csv"],
                $"cutoff,model,mae,baseline_mae\n2024-01-01,bg-nbd,9,1\n2024-01-01,mbg-nbd,{mae},1\n2023-01-01,mbg-nbd,,\n"
            );
            File.WriteAllText(
                folder[name + "/churn_evaluation.json"],
                "{\"log_loss\":" + loss + ",\"baselines\":{\"rate\":{\"log_loss\":0.5}}}"
            );
            return ["compare", folder["one"], folder[name], "--max-error-growth", "20%"];
        }

        Runs("one", "0.5", "0.4");
        Assert.Equal(0, CrmRun.Of(Runs("same", "0.59", "0.47")).ExitCode);
        var lifetime = CrmRun.Of(Runs("worse", "0.61", "0.4"));
        Assert.Equal(3, lifetime.ExitCode);
        Assert.Contains(
            "0.5 before, 0.61 now, grew by more than --max-error-growth 20%",
            lifetime.Error,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "log loss of churn (1 = the mere rate): 0.8 before, 1 now",
            CrmRun.Of(Runs("churn", "0.5", "0.5")).Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_comparison_raises_the_alarm_and_still_gives_its_table()
    {
        using var folder = new TemporaryFolder();
        Write(folder, First);
        Run(folder);
        var before = Latest(folder);
        Write(folder, [.. First, "c,2024-01-07,6"]);
        Run(folder);
        string[] call = ["compare", before, Latest(folder)];
        Assert.Equal(0, CrmRun.Of(call).ExitCode);
        Assert.Equal(0, CrmRun.Of([.. call, "--max-change", "50%", "--max-drift", "9"]).ExitCode);
        var alarm = CrmRun.Of([.. call, "--max-change", "45%"]);
        Assert.Equal(3, alarm.ExitCode);
        Assert.Contains(
            "customers went from 2 to 3 (+50%), more than --max-change 45%",
            alarm.Error,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("net amount", alarm.Error, StringComparison.Ordinal);
        Assert.StartsWith("kind,from,to,", alarm.Output, StringComparison.Ordinal);
        Assert.Contains(
            "has drifted",
            CrmRun.Of([.. call, "--max-drift", "0.01"]).Error,
            StringComparison.Ordinal
        );
        Assert.Equal(2, CrmRun.Of([.. call, "--max-change", "much"]).ExitCode);
    }

    private static CrmRun Run(TemporaryFolder folder, params string[] options) =>
        CrmRun.Of([
            .. (string[])["run", folder["in.csv"], "--out-root", folder["runs"]],
            .. (string[])["--only", "pyramid"],
            .. options,
        ]);

    private static string Latest(TemporaryFolder folder) =>
        new DirectoryInfo(Path.Combine(folder["runs"], "latest"))
            .ResolveLinkTarget(returnFinalTarget: true)!
            .FullName;

    private static List<string> Days(TemporaryFolder folder) =>
        [
            .. Directory
                .EnumerateDirectories(folder["runs"], "2024-*")
                .Select(path => Path.GetFileName(path)[..10])
                .Order(StringComparer.Ordinal),
        ];

    private static void Write(TemporaryFolder folder, string[] rows) =>
        File.WriteAllText(
            folder["in.csv"],
            "customer,date,amount\n" + string.Join('\n', rows) + "\n"
        );
}
