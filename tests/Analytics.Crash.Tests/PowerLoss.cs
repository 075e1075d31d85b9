using System.Globalization;

namespace Analytics.Crash.Tests;

/// <summary>Records a command's calls and replays them on a <see cref="Disk"/> that loses power after each.</summary>
/// <param name="Calls">Calls replayed.</param>
/// <param name="States">Different states that a loss of power leaves.</param>
/// <param name="Wrong">What went wrong, a line each.</param>
internal sealed record PowerLoss(int Calls, int States, IReadOnlyList<string> Wrong)
{
    /// <summary>Records and replays.</summary>
    /// <param name="stage">The command.</param>
    /// <param name="restartEvery">Of the states left, every how manieth is started again; 0 = none.</param>
    /// <param name="lie">The promise the shim breaks, or null.</param>
    public static PowerLoss Replay(Stage stage, int restartEvery, string? lie = null)
    {
        var root = stage.Fresh();
        var log = Stage.Beside(root, "log");
        var run = stage.Start(
            root,
            Stage.Shimmed(root, ("SHIM_LOG", log), ("SHIM_LIE", lie ?? ""))
        );
        Assert.True(run.ExitCode == 0, run.Error);
        var calls = FileCall.Read(log, root);
        var disk = new Disk(stage.Before);
        var states = new Dictionary<string, (Tree Tree, int At)>(StringComparer.Ordinal);
        var wrong = new List<string>();
        for (var i = 0; i <= calls.Count; i++)
        {
            if (i > 0)
            {
                disk.Apply(calls[i - 1]);
            }

            foreach (var keepsNames in (bool[])[false, true])
            {
                var left = disk.AfterPowerLoss(keepsNames);
                if (states.TryAdd(left.Digest, (left, i)) && stage.Harm(left) is { } harm)
                {
                    wrong.Add(Line(stage, i, harm));
                }
            }
        }

        // who reported success may not lose it
        foreach (var keepsNames in (bool[])[false, true])
        {
            var end = disk.AfterPowerLoss(keepsNames).DifferenceFrom(stage.After);
            if (end.Length > 0)
            {
                wrong.Add(Line(stage, calls.Count, "after the end: " + end));
            }
        }

        if (restartEvery > 0)
        {
            var tried = states.Values.Where((_, i) => i % restartEvery == 0).ToList();
            Parallel.ForEach(
                tried,
                new ParallelOptions { MaxDegreeOfParallelism = 2 },
                state =>
                {
                    var again = stage.Fresh(state.Tree);
                    if (stage.Restart(again) is { } text)
                    {
                        lock (wrong)
                        {
                            wrong.Add(Line(stage, state.At, text));
                        }
                    }

                    Stage.Drop(again);
                }
            );
        }

        return new PowerLoss(calls.Count, states.Count, wrong);
    }

    private static string Line(Stage stage, int call, string text) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{stage.Scenario.Name}, power lost after call {call}: {text}"
        );
}
