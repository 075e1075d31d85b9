using System.Globalization;

namespace Analytics.Benchmarks.Panels;

/// <summary>The roll matrix as one writes it down first: lines, cells, a dictionary. For a panel whose accounts stand together, months in order.</summary>
internal static class PlainRolls
{
    /// <summary>The word on the command line.</summary>
    public const string Verb = "plain-rolls";

    /// <summary><c>plain-rolls INPUT OUTPUT</c>.</summary>
    public static int Run(string[] args)
    {
        var counts = new SortedDictionary<(string From, string To), long>();
        var (account, status, at) = ("", "", 0);
        foreach (var line in File.ReadLines(args[0]).Skip(1))
        {
            var cells = line.Split(',');
            var month = DateTime.ParseExact(cells[1], "yyyy-MM", CultureInfo.InvariantCulture);
            var now = (month.Year * 12) + month.Month;
            if (cells[0] == account && now == at + 1)
            {
                counts[(status, cells[2])] = counts.GetValueOrDefault((status, cells[2])) + 1;
            }

            (account, status, at) = (cells[0], cells[2], now);
        }

        File.WriteAllLines(
            args[1],
            counts
                .Select(c => FormattableString.Invariant($"{c.Key.From},{c.Key.To},{c.Value}"))
                .Prepend("from,to,n")
        );
        return 0;
    }
}
