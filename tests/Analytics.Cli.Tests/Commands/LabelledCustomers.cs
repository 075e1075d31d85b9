using System.Globalization;
using System.Text;

namespace Analytics.Cli.Tests.Commands;

/// <summary>A table with one row per customer whose outcome follows a known law with noise.</summary>
internal static class LabelledCustomers
{
    /// <summary>Writes a table: id, two informative columns, one of noise, the outcome.</summary>
    /// <param name="path">The file.</param>
    /// <param name="rows">Number of customers.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <param name="extra">One more column behind the outcome: its name, and its value from the outcome and a draw in [0, 1).</param>
    public static string Write(
        string path,
        int rows,
        int seed = 1,
        (string Name, Func<bool, double, string> Value)? extra = null
    )
    {
        var random = new Random(seed);
        var text = new StringBuilder("customer_id,tenure,plan,noise,churned");
        text.Append(extra is { } named ? "," + named.Name : "").Append('\n');
        for (var i = 0; i < rows; i++)
        {
            var tenure = random.Next(1, 60);
            var plan = random.Next(3) switch
            {
                0 => "monthly",
                1 => "yearly",
                _ => "",
            };
            var logit = 1.5 - (0.08 * tenure) + (plan == "monthly" ? 1 : -0.5);
            var churned = random.NextDouble() < 1 / (1 + Math.Exp(-logit));
            text.Append(
                CultureInfo.InvariantCulture,
                $"C{i + 1:00000},{tenure},{plan},{random.NextDouble():0.000},{(churned ? "yes" : "no")}"
            );
            text.Append(extra is { } more ? "," + more.Value(churned, random.NextDouble()) : "")
                .Append('\n');
        }

        File.WriteAllText(path, text.ToString());
        return path;
    }
}
