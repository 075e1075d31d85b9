namespace Analytics.Core.Simulation;

/// <summary>Random order.</summary>
internal static class Shuffling
{
    /// <summary>Puts the items into a random order in place (Fisher-Yates).</summary>
    public static void Shuffle<T>(Span<T> items, ref RandomStream stream)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = (int)stream.Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
