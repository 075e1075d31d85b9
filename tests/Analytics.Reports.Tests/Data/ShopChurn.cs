using Analytics.Reports.Pages;

namespace Analytics.Reports.Tests.Data;

/// <summary>Made-up numbers of a churn model: what a page is laid out with.</summary>
internal static class ShopChurn
{
    public static ChurnReport Report { get; } =
        new()
        {
            HorizonDays = 90,
            Model = "logistic",
            Split =
                "out of time: 3 training cut-offs, then one to choose, then one to test, 90 days each",
            Rules =
            [
                new("logistic (used)", 0.771, 0.742, 0.798, 0.4818, 0.1569, 1.91, 0.96),
                new("rate", 0.5, 0.5, 0.5, 0.6061, 0.2048, 1, null),
                new("recency", 0.729, 0.701, 0.755, 0.5501, 0.1821, 1.65, 0.91),
            ],
            Lift =
            [
                .. new[] { 1.91, 1.62, 1.41, 1.22, 1.06, 0.9, 0.74, 0.55, 0.38, 0.21 }.Select(
                    v => new ChurnLift(v, v - 0.12, v + 0.12)
                ),
            ],
            Calibration =
            [
                .. Enumerable
                    .Range(0, 10)
                    .Select(i => new ChurnBin(
                        40,
                        0.08 + (0.09 * i),
                        0.06 + (0.093 * i),
                        Math.Max(0, -0.02 + (0.093 * i)),
                        Math.Min(1, 0.14 + (0.093 * i))
                    )),
            ],
            Scored = 401,
            Expected = 172.4,
            Contacts = 57,
            Saved = new ChurnLift(1234.5, 980.1, 1488.9),
            Cost = 57,
            SaveRate = 0.05,
            Columns =
            [
                new("days since the last purchase", 0.1021),
                new("purchases expected", 0.0203),
            ],
        };
}
