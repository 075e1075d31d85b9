using System.Globalization;

namespace Analytics.Crash.Tests;

/// <summary>
/// Commands ended at every call that changes a file, and started again. The reduced form tries every call for the death of the process and some
/// for the rest; <c>CRM_CRASH=full</c> tries all, also for the whole run and for kept steps, and <c>CRM_CRASH_REPORT</c> names a file for the figures.
/// </summary>
public class CrashTests
{
    /// <summary>True where every point is tried.</summary>
    internal static readonly bool IsFull =
        Environment.GetEnvironmentVariable("CRM_CRASH") == "full";

    private const int Few = 10;
    private const int Several = 30;
    private const int Many = 150;

    public static TheoryData<string> Commands =>
        [
            .. Scenario
                .All.Where(s => IsFull || !Scenario.Long.Contains(s.Name))
                .Select(scenario => scenario.Name),
        ];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Ended_anywhere_and_started_again_it_ends_as_if_nothing_had_been(string name)
    {
        if (Tools.Shim is null)
        {
            return;
        }

        using var stage = new Stage(Scenario.All.Single(s => s.Name == name));
        var count = CrashPoints.Count(stage);
        Assert.True(count > 0);
        var traced = Tools.CanTrace ? SystemCalls.Count(stage) : (int?)null;
        var wrong = new List<string>();
        var tried = new List<string>();
        foreach (var deed in CrashPoints.Deeds)
        {
            var points = Enumerable
                .Range(1, count)
                .Where(n => Chosen(name, deed, n, count))
                .ToList();
            var failed = CrashPoints.Try(stage, deed, points);
            wrong.AddRange(failed);
            tried.Add(FormattableString.Invariant($"{deed} {points.Count} ({failed.Count} wrong)"));
        }

        var power = PowerLoss.Replay(
            stage,
            !IsFull ? (Scenario.Slow.Contains(name) ? 24 : 12)
                : count > Many ? 12
                : 1
        );
        wrong.AddRange(power.Wrong);
        Report.Say(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: {count} calls seen, {traced?.ToString(CultureInfo.InvariantCulture) ?? "?"} by strace; {string.Join(", ", tried)}; power lost after each of {power.Calls} calls: {power.States} states ({power.Wrong.Count} wrong)"
            )
        );
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(20)));
        Assert.True(
            traced is null || traced == count,
            FormattableString.Invariant($"the shim saw {count} calls, strace {traced}")
        );
    }

    // the death of the process at every call of imports and the scheduled run; elsewhere a part of the calls, other ones for each kind
    private static bool Chosen(string name, string deed, int call, int count)
    {
        var every = IsFull
            // of what takes seconds and many calls each call is tried in one of the five kinds
            ? count > Many
                ? CrashPoints.Deeds.Length
                : 1
            : Scenario.Slow.Contains(name)
                ? 31
                : count < Few || (deed == "kill" && (count < Several || name == Scenario.Job.Name))
                    ? 1
                    : name == Scenario.Job.Name
                        ? 12
                        : 31;
        return call % every == Array.IndexOf(CrashPoints.Deeds, deed) % every;
    }
}
