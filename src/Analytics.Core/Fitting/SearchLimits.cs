using Analytics.Core.Lifetime;

namespace Analytics.Core.Fitting;

/// <summary>
/// What it means that the search for the parameters of a lifetime model ended far out. A pair of parameters (<see cref="SearchCoordinates"/>) that grows
/// together makes customers alike, which is a model like any other; one that runs away alone says that something happens to nobody or to everybody
/// at once.
/// </summary>
internal static class SearchLimits
{
    /// <summary>
    /// From this shape on customers are called alike: their rates differ by 3 %. A search that runs away ends far above it, so that the verdict does
    /// not hang on where it stopped.
    /// </summary>
    public const double AlikeFrom = 1_000;

    // logs in scaled time, in which the longest age is 10: one in 100,000, one tenth, and 10,000 to one. What runs away ends beyond the first and the
    // last by a factor ten at least: shapes at e^-14, odds at e^20
    private const double AsGoodAsZero = -11.5;
    private const double Hardly = -2.3;
    private const double AlmostAll = 9.2;

    /// <summary>True where a shape says that customers are alike.</summary>
    public static bool IsFarOut(ILifetimeModel model, ReadOnlySpan<double> parameters)
    {
        for (var i = 0; i < parameters.Length; i++)
        {
            var role = model.Parameters[i];
            if (!role.IsTime && !role.IsCoefficient && parameters[i] >= AlikeFrom)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What parameters that ran away say where no prediction can be made from them; null where none did.</summary>
    /// <param name="model">The model.</param>
    /// <param name="logs">Logs of its parameters in scaled time.</param>
    /// <param name="bound">The bound of coefficients.</param>
    public static string? Runaway(ILifetimeModel model, ReadOnlySpan<double> logs, double bound)
    {
        for (var i = 0; i < logs.Length; i++)
        {
            if (model.Parameters[i].IsCoefficient && Math.Abs(logs[i]) > bound - 1)
            {
                return $"{model.Parameters[i].Name} runs beyond all bounds: its covariate tells those who buy, or who leave, from the others without exception; leave it out";
            }
        }

        string? words = null;
        foreach (var isDropout in (bool[])[false, true])
        {
            if (Pair(model, isDropout) is not [var first, var second])
            {
                continue;
            }

            var (a, b) = (logs[first], logs[second]);
            words ??= !isDropout
                ? a > AsGoodAsZero
                    ? null
                    : $"{model.Parameters[first].Name} runs to 0: customers buy very often or never"
                : b <= AsGoodAsZero && a <= Hardly
                    ? "customers leave at once or never"
                    : b <= AsGoodAsZero || a - b >= AlmostAll
                        ? "everybody leaves at once"
                        : a <= AsGoodAsZero || a - b <= AsGoodAsZero
                            ? "no sign of leaving in this window"
                            : null;
        }

        return words is null
            ? null
            : words + "; a model with fewer parameters, or a longer window, says more";
    }

    /// <summary>In what customers are alike, in words; null where they differ in everything.</summary>
    /// <param name="model">The model.</param>
    /// <param name="logs">Logs of its parameters in scaled time.</param>
    public static string? Alike(ILifetimeModel model, ReadOnlySpan<double> logs)
    {
        string? words = null;
        foreach (var isDropout in (bool[])[false, true])
        {
            var isFar = false;
            foreach (var i in Pair(model, isDropout))
            {
                isFar |= !model.Parameters[i].IsTime && logs[i] >= Math.Log(AlikeFrom);
            }

            if (isFar)
            {
                words =
                    (words is null ? "" : words + ", ")
                    + string.Join(
                        " and ",
                        Pair(model, isDropout).Select(i => model.Parameters[i].Name)
                    )
                    + " run to infinity together: customers do not differ in how "
                    + (isDropout ? "they leave" : "often they buy");
            }
        }

        return words;
    }

    private static int[] Pair(ILifetimeModel model, bool isDropout) =>
        [
            .. Enumerable
                .Range(0, model.Parameters.Count)
                .Where(i =>
                    model.Parameters[i].IsDropout == isDropout && !model.Parameters[i].IsCoefficient
                ),
        ];
}
