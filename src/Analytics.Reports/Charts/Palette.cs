namespace Analytics.Reports.Charts;

/// <summary>
/// The colours of charts and page. Categories after Okabe and Ito, "Color Universal Design" (2008), told apart by the colour-blind; amounts
/// in one hue from light to dark.
/// </summary>
internal static class Palette
{
    /// <summary>What the chart is about.</summary>
    public const string Blue = "#0072B2";

    /// <summary>The second series.</summary>
    public const string Orange = "#E69F00";

    /// <summary>What comes in.</summary>
    public const string Green = "#009E73";

    /// <summary>What comes back.</summary>
    public const string Sky = "#56B4E9";

    /// <summary>What is lost or negative.</summary>
    public const string Vermilion = "#D55E00";

    /// <summary>Text.</summary>
    public const string Ink = "#1B2733";

    /// <summary>Lesser text; 4.5 : 1 or more on white.</summary>
    public const string Grey = "#5A6673";

    /// <summary>Cells without anything in them.</summary>
    public const string Pale = "#F3F5F7";

    /// <summary>Ground.</summary>
    public const string White = "#FFFFFF";

    private static readonly (int R, int G, int B) Light = (230, 240, 248);
    private static readonly (int R, int G, int B) Middle = (86, 152, 203);
    private static readonly (int R, int G, int B) Dark = (8, 56, 104);

    private const string DarkInk = "#06121D";

    // where white and the dark ink stand out equally against the ramp, by more than 4.2 : 1
    private const double WhiteFrom = 0.63;

    /// <summary>Colour of an amount.</summary>
    /// <param name="share">0 (least) to 1 (most).</param>
    public static string Ramp(double share)
    {
        var at = Math.Clamp(share, 0, 1) * 2;
        return at <= 1 ? Between(Light, Middle, at) : Between(Middle, Dark, at - 1);
    }

    /// <summary>Colour of a number written on <see cref="Ramp"/>, chosen for contrast.</summary>
    public static string OnRamp(double share) => share > WhiteFrom ? White : DarkInk;

    private static string Between((int R, int G, int B) a, (int R, int G, int B) b, double t)
    {
        int Mix(int x, int y) => (int)Math.Round(x + ((y - x) * t));
        return FormattableString.Invariant(
            $"#{Mix(a.R, b.R):X2}{Mix(a.G, b.G):X2}{Mix(a.B, b.B):X2}"
        );
    }
}
