using Analytics.Reports.Pages;

namespace Analytics.Reports.Tests.Data;

/// <summary>Made-up receivables: what a page is laid out with.</summary>
internal static class ShopDebts
{
    private static readonly string[] States = ["P", "0", "1", "2", "3", "B", "D"];
    private static readonly string[] Ages =
    [
        "current",
        "1_30",
        "31_60",
        "61_90",
        "91_120",
        "121_180",
        "181",
    ];

    public static DebtReport Report { get; } =
        new()
        {
            Accounts = 350,
            Lgd = 0.41,
            LgdSource = "data",
            States = States,
            Standing =
            [
                new("P", 40, 0, 0, 0),
                new("0", 250, 12_000, 0.02, 98.4),
                new("1", 40, 3_100, 0.11, 139.81),
                new("2", 12, 1_500, 0.35, 215.25),
                new("3", 5, 700, 0.6, 172.2),
                new("B", 3, 560, 1, 229.6),
                new("D", 0, 0, null, 0),
            ],
            Rolls =
            [
                new(0, 0, 500, 1),
                new(1, 1, 4_500, 0.9),
                new(1, 2, 500, 0.1),
                new(2, 1, 330, 0.6),
                new(2, 2, 110, 0.2),
                new(2, 3, 110, 0.2),
                new(3, 1, 40, 0.4),
                new(3, 4, 60, 0.6),
                new(4, 5, 50, 1),
                new(5, 5, 60, 0.8),
                new(5, 6, 15, 0.2),
            ],
            Board =
            [
                .. new[] { "on-time-small-bill", "often-late-in-arrears" }.SelectMany(
                    (type, t) =>
                        States[1..^1]
                            .Select(
                                (from, s) =>
                                    new DebtCell(
                                        type,
                                        from,
                                        States[s + 2],
                                        2_000 >> (2 * s),
                                        (400 * (t + 1)) >> (2 * s)
                                    )
                            )
                ),
            ],
            Ageing =
            [
                .. Enumerable
                    .Range(1, 12)
                    .SelectMany(m =>
                        Ages.Select(
                            (age, b) =>
                                new DebtAge(
                                    FormattableString.Invariant($"2024-{m:00}"),
                                    age,
                                    b > m ? 0 : 9_000 / (1 << b)
                                )
                        )
                    ),
            ],
            Vintages =
            [
                .. Enumerable
                    .Range(1, 6)
                    .SelectMany(c =>
                        Enumerable
                            .Range(0, 13 - c)
                            .Select(m => new DebtVintage(
                                FormattableString.Invariant($"2024-{c:00}"),
                                m,
                                40 + c,
                                0.01 * m * (1 + (0.1 * c))
                            ))
                    ),
            ],
            Capacity = [new(0, 0), new(4, 120), new(8, 190), new(12, 210)],
            Actions =
            [
                new("none", 300, 0, 0),
                new("letter", 42, 310.5, 42),
                new("call", 8, 190, 240),
            ],
            Waste = 412.3,
        };
}
