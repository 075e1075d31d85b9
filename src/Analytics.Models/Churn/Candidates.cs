using Analytics.Models.Training;

namespace Analytics.Models.Churn;

/// <summary>The models that compete. A short list tried honestly: settings are chosen on rows the test never touches.</summary>
public static class Candidates
{
    private static readonly TreeSettings[] Settings =
    [
        new(150, 4, 0.05, 30, 0.6),
        new(120, 8, 0.05, 30, 0.6),
        new(200, 31, 0.03, 50, 0.6),
    ];

    /// <summary>The share of events, logistic regression, and boosted trees of several sizes.</summary>
    /// <param name="say">Takes a warning where the native library of LightGBM is missing.</param>
    public static IReadOnlyList<ITrainer> All(Action<string> say)
    {
        var warned = false;
        void Once(string words)
        {
            if (!warned)
            {
                say(words);
            }

            warned = true;
        }

        return
        [
            new ConstantTrainer(),
            new LogisticTrainer(),
            .. Settings.Select(settings => Boosting.Trainer(settings, Once)),
        ];
    }
}
