namespace Analytics.Core.Simulation;

/// <summary>The sales channels and how they are chosen.</summary>
internal static class Channels
{
    private const double LikedChannel = 0.85;

    /// <summary>Their names.</summary>
    public static readonly byte[][] Names =
    [
        "web"u8.ToArray(),
        "shop"u8.ToArray(),
        "app"u8.ToArray(),
        "phone"u8.ToArray(),
    ];

    /// <summary>A channel by its share: 45, 30, 20 and 5 %.</summary>
    public static int Pick(ref RandomStream stream) =>
        stream.Uniform() switch
        {
            < 0.45 => 0,
            < 0.75 => 1,
            < 0.95 => 2,
            _ => 3,
        };

    /// <summary>Mostly the channel a customer likes, else any.</summary>
    public static int PickFor(ref RandomStream stream, int liked) =>
        stream.Uniform() < LikedChannel ? liked : Pick(ref stream);
}
