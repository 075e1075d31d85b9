namespace Analytics.Models.Training;

/// <summary>Chooses the engine of boosted trees that this machine has.</summary>
public static class Boosting
{
    /// <summary>What to say where LightGBM cannot be used.</summary>
    public const string Fallback =
        "warning: LightGBM cannot be loaded, so FastTree is used instead (slower, other scores); on Linux it needs libgomp1: apt-get install libgomp1";

    /// <summary>LightGBM where it can be loaded, else FastTree, and says so.</summary>
    /// <param name="settings">How trees are grown.</param>
    /// <param name="say">Takes the warning.</param>
    public static ITrainer Trainer(TreeSettings settings, Action<string> say) =>
        Trainer(settings, LightGbmTrainer.IsAvailable, say);

    internal static ITrainer Trainer(TreeSettings settings, bool isAvailable, Action<string> say)
    {
        if (isAvailable)
        {
            return new LightGbmTrainer(settings);
        }

        say(Fallback);
        return new FastTreeTrainer(settings);
    }
}
