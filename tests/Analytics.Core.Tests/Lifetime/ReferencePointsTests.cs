using System.Globalization;
using Analytics.Core.Lifetime;
using Analytics.Core.Lifetime.CnbdK;
using Analytics.Core.Lifetime.ParetoNbd;
using Analytics.Core.Spend.GammaGamma;
using Xunit.Abstractions;

namespace Analytics.Core.Tests.Lifetime;

/// <summary>The acceptance test against 1,500 points computed at 60 digits, far outside the range of published fits.</summary>
public class ReferencePointsTests(ITestOutputHelper output)
{
    private const double SmallestJudged = 1e-290;

    [Fact]
    public void Likelihood_p_alive_and_expectations_hold_their_bounds_at_all_points()
    {
        if (SharedFiles.Find("corpora/btyd-reference/reference.csv") is not { } path)
        {
            return;
        }

        var errors = SharedData
            .Csv(path)
            .Skip(1)
            .SelectMany(Errors)
            .GroupBy(e => (e.Model, e.Column))
            .OrderBy(g => g.Key)
            .ToArray();
        foreach (var group in errors)
        {
            var sorted = group.OrderByDescending(e => e.Error).ToArray();
            var rare = sorted[Math.Min(sorted.Length - 1, sorted.Length / 1000)];
            output.WriteLine(
                FormattableString.Invariant(
                    $"{group.Key.Model} {group.Key.Column}: {sorted.Length} points, worst {sorted[0].Error:E2} ({sorted[0].Point}), 99.9 % {rare.Error:E2}"
                )
            );
        }

        // the bounds of the definitions: likelihood against max(1, |LL|), the rest relative
        var likelihood = errors.Where(g => g.Key.Column == "loglik").SelectMany(g => g).ToArray();
        Assert.Equal(1500, likelihood.Length);
        Assert.All(likelihood, e => Assert.True(e.Error <= 1e-10, $"{e}"));
        Assert.True(likelihood.Count(e => e.Error > 1e-12) <= 1);
        Assert.All(
            errors.Where(g => g.Key.Column != "loglik").SelectMany(g => g),
            e => Assert.True(e.Error <= 1e-10, $"{e}")
        );
    }

    private static IEnumerable<(string Model, string Column, double Error, string Point)> Errors(
        string[] f
    )
    {
        double At(int column) => double.Parse(f[column], CultureInfo.InvariantCulture);
        var x = (int)At(5);
        var point = string.Join(',', f.Take(9));
        if (f[0] == "gg")
        {
            var law = new GammaGammaLaw(new GammaGammaParameters(At(1), At(2), At(3)));
            yield return (f[0], "loglik", LogError(law.LogLikelihood(x, At(6)), At(9)), point);
            yield return (f[0], "expected", Relative(law.Expected(x, At(6))!.Value, At(11)), point);
            yield break;
        }

        ILifetime model =
            f[0] == "bgnbd"
                ? new CnbdKLifetime(
                    new CnbdKParameters(At(1), At(2), At(3), At(4)),
                    new CnbdKVariant(1, false)
                )
                : new ParetoNbdLifetime(new ParetoNbdParameters(At(1), At(2), At(3), At(4)));
        var history = new History(x, At(6), At(7));
        yield return (f[0], "loglik", LogError(model.LogLikelihood(history), At(9)), point);
        yield return (f[0], "p_alive", Relative(model.PAlive(history), At(10)), point);
        yield return (f[0], "expected", Relative(model.Expected(history, At(8)), At(11)), point);
    }

    private static double LogError(double value, double reference) =>
        double.IsFinite(value)
            ? Math.Abs(value - reference) / Math.Max(1, Math.Abs(reference))
            : double.PositiveInfinity;

    private static double Relative(double value, double reference) =>
        !double.IsFinite(value) ? double.PositiveInfinity
        : Math.Abs(reference) < SmallestJudged ? (Math.Abs(value) <= 2 * SmallestJudged ? 0 : 1)
        : Math.Abs(value / reference - 1);
}
