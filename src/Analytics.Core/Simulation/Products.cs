using System.Text;

namespace Analytics.Core.Simulation;

/// <summary>The products: 192 names in eight categories, of which one in sixteen needs quotes in a CSV file.</summary>
internal static class Products
{
    private static readonly string[] Finishes = ["oak", "steel", "blue", "small"];

    private static readonly (string Category, string[] Nouns)[] Categories =
    [
        ("Kitchen", ["bowl", "pan", "jar", "knife", "tray", "mug"]),
        ("Garden", ["rake", "hose", "pot", "bench", "spade", "lantern"]),
        ("Office", ["desk", "lamp", "folder", "stapler", "chair", "pen"]),
        ("Bath", ["towel", "mirror", "mat", "soap dish", "basket", "hook"]),
        ("Bedroom", ["pillow", "quilt", "lamp shade", "rug", "chest", "clock"]),
        ("Toys", ["train", "puzzle", "kite", "ball", "doll house", "robot"]),
        ("Sports", ["bottle", "racket", "helmet", "rope", "bag", "whistle"]),
        ("Tools", ["hammer", "saw", "drill", "ladder", "tape", "wrench"]),
    ];

    /// <summary>Number of products.</summary>
    public static int Count => Names.Length;

    /// <summary>Product names as they stand in the file, quoted where they must be.</summary>
    public static readonly byte[][] Names = BuildNames();

    /// <summary>Category of each product.</summary>
    public static readonly byte[][] CategoryNames = BuildCategories();

    /// <summary>True where the name stands in quotes: the products 5, 21, 37 ...</summary>
    public static bool IsQuoted(int product) => product % 16 == 5;

    /// <summary>A product; the low numbers sell more.</summary>
    public static int Pick(ref RandomStream stream)
    {
        var u = stream.Uniform();
        return (int)(Count * u * ((0.5 * u) + 0.5));
    }

    private static string Name(string noun, string finish, int index) =>
        !IsQuoted(index) ? $"{finish} {noun}"
        : index == 85 ? $"\"{noun}, 12\"\" {finish}\""
        : $"\"{noun}, {finish}\"";

    private static byte[][] BuildNames()
    {
        var names = new List<byte[]>();
        foreach (var (_, nouns) in Categories)
        {
            foreach (var noun in nouns)
            {
                foreach (var finish in Finishes)
                {
                    names.Add(Encoding.ASCII.GetBytes(Name(noun, finish, names.Count)));
                }
            }
        }

        return [.. names];
    }

    private static byte[][] BuildCategories()
    {
        var names = new List<byte[]>();
        foreach (var (category, nouns) in Categories)
        {
            var text = Encoding.ASCII.GetBytes(category);
            for (var i = 0; i < nouns.Length * Finishes.Length; i++)
            {
                names.Add(text);
            }
        }

        return [.. names];
    }
}
