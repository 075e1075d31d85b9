using System.Diagnostics;
using System.Globalization;

namespace Analytics.Crash.Tests;

/// <summary>
/// kill -9 at random moments, without a shim: a few times in CI, as often as <c>CRM_CRASH_SOAK</c> says (full.sh: 1,000). After each death
/// readers see whole results only; most deaths follow on one another in the same directory, so that leftovers of several meet.
/// </summary>
public class SoakTests
{
    private const int Rounds = 4;

    [Fact]
    public void Killed_at_random_and_started_again_it_ends_as_if_nothing_had_been()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var kills = int.Parse(
            Environment.GetEnvironmentVariable("CRM_CRASH_SOAK") ?? "8",
            CultureInfo.InvariantCulture
        );
        using var stage = new Stage(Scenario.Job);
        var watch = Stopwatch.StartNew();
        var first = stage.Fresh();
        Assert.Equal(0, stage.Start(first).ExitCode);
        var usual = watch.Elapsed;
        var random = new Random(1);
        var (killed, inTime, wrong) = (0, 0, new List<string>());
        while (killed < kills && wrong.Count < 20)
        {
            var root = stage.Fresh();
            for (var round = 0; round < Rounds && killed < kills; round++)
            {
                // most of the time goes by before anything is written: the second half is where it matters
                var wait = usual * (0.4 + (0.7 * random.NextDouble()));
                if (Kill(stage, root, wait))
                {
                    killed++;
                }
                else
                {
                    inTime++;
                }

                if (stage.Harm(Tree.Of(root)) is { } harm)
                {
                    wrong.Add(FormattableString.Invariant($"after kill {killed}: {harm}"));
                }
            }

            if (stage.Restart(root) is { } text)
            {
                wrong.Add(FormattableString.Invariant($"after kill {killed}: {text}"));
            }

            Stage.Drop(root);
        }

        Report.Say(
            FormattableString.Invariant(
                $"soak: {killed} processes killed at random ({inTime} were done before), restarted after every {Rounds} at the latest: {wrong.Count} wrong"
            )
        );
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static bool Kill(Stage stage, string root, TimeSpan wait)
    {
        using var process = stage.Launch(root);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        var isDone = process.WaitForExit(wait);
        if (!isDone)
        {
            process.Kill();
        }

        process.WaitForExit();
        _ = (output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
        return process.ExitCode == Crm.Killed;
    }
}
