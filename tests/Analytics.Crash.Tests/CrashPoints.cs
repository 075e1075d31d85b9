using System.Collections.Concurrent;
using System.Globalization;

namespace Analytics.Crash.Tests;

/// <summary>Ends a command at call N, looks at what is left, starts it again and looks at the end.</summary>
internal static class CrashPoints
{
    /// <summary>Everything that can befall a call.</summary>
    public static readonly string[] Deeds = ["kill", "torn", "short", "enospc", "eio"];

    /// <summary>Calls that change files in an undisturbed run.</summary>
    public static int Count(Stage stage)
    {
        var root = stage.Fresh();
        var count = Stage.Beside(root, "count");
        var run = stage.Start(root, Stage.Shimmed(root, ("SHIM_COUNT", count)));
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal("", Tree.Of(root).DifferenceFrom(stage.After));
        return int.Parse(File.ReadAllText(count), CultureInfo.InvariantCulture);
    }

    /// <summary>Tries points; two at a time.</summary>
    /// <param name="stage">The command.</param>
    /// <param name="deed">What befalls the call.</param>
    /// <param name="points">The calls, from 1.</param>
    /// <param name="lie">The promise the shim breaks, or null.</param>
    /// <returns>What went wrong, a line per point.</returns>
    public static List<string> Try(
        Stage stage,
        string deed,
        IEnumerable<int> points,
        string? lie = null
    )
    {
        var wrong = new ConcurrentBag<(int Point, string Text)>();
        Parallel.ForEach(
            points,
            new ParallelOptions { MaxDegreeOfParallelism = 2 },
            point =>
            {
                if (TryOne(stage, deed, point, lie) is { } text)
                {
                    wrong.Add((point, text));
                }
            }
        );
        return
        [
            .. wrong
                .OrderBy(w => w.Point)
                .Select(w =>
                    FormattableString.Invariant(
                        $"{stage.Scenario.Name}, {deed} at call {w.Point}: {w.Text}"
                    )
                ),
        ];
    }

    private static string? TryOne(Stage stage, string deed, int point, string? lie)
    {
        var root = stage.Fresh();
        var run = stage.Start(
            root,
            Stage.Shimmed(
                root,
                ("SHIM_DO", deed),
                ("SHIM_AT", point.ToString(CultureInfo.InvariantCulture)),
                ("SHIM_LIE", lie ?? "")
            )
        );
        var wrong =
            WrongEnd(deed, run)
            ?? stage.Harm(Tree.Of(root))
            ?? (lie is null ? stage.Restart(root) : null);
        Stage.Drop(root);
        return wrong;
    }

    private static string? WrongEnd(string deed, Crm run)
    {
        int[] expected = deed switch
        {
            // a thread may come first or later: then the process has ended before that call
            "kill" or "torn" => [Crm.Killed, 0],
            "short" => [0],
            // a call that needs no space, or whose failure does no harm
            _ => [4, 0],
        };
        return expected.Contains(run.ExitCode)
            ? null
            : FormattableString.Invariant($"ended with {run.ExitCode}: {run.Error.Trim()}");
    }
}
