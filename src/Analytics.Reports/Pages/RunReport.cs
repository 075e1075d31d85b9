using Analytics.Core.Cohorts;
using Analytics.Core.Money;
using Analytics.Core.Pyramid;
using Analytics.Core.Segments;

namespace Analytics.Reports.Pages;

/// <summary>
/// All that charts and page of a run are made from: finished rows, nothing per customer. A part that is null was not run or was not possible;
/// the page says so in its last section, with the sentences of <see cref="Notes"/>.
/// </summary>
public sealed record RunReport
{
    /// <summary>The day on which the run looks back.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Number of customers.</summary>
    public required int Customers { get; init; }

    /// <summary>Sum of all net amounts; null where money was not read.</summary>
    public MoneyAmount? Net { get; init; }

    /// <summary>Language of headings and captions, <c>en</c> or <c>zh</c>; sentences are English.</summary>
    public string Language { get; init; } = "en";

    /// <summary>The currency as it is printed beside amounts, such as <c>GBP</c>; empty where the exports do not name it.</summary>
    public string Currency { get; init; } = "";

    /// <summary>By what tiers, deciles and Lorenz curve rank, in words.</summary>
    public string ValueName { get; init; } = "net amount";

    /// <summary>Where the rows of the inputs went; the first line is what was read.</summary>
    public IReadOnlyList<AccountLine>? Account { get; init; }

    /// <summary>The rows of <c>segments.csv</c>.</summary>
    public IReadOnlyList<SegmentRow>? Segments { get; init; }

    /// <summary>Customers by R and F score.</summary>
    public ScoreGrid? Scores { get; init; }

    /// <summary>The rows of <c>pyramid.csv</c>.</summary>
    public IReadOnlyList<PyramidRow>? Pyramid { get; init; }

    /// <summary>Customers by segment and tier.</summary>
    public SegmentTiers? SegmentTiers { get; init; }

    /// <summary>The rows of <c>deciles.csv</c>.</summary>
    public IReadOnlyList<DecileRow>? Deciles { get; init; }

    /// <summary>The rows of <c>concentration.csv</c>.</summary>
    public Concentration? Concentration { get; init; }

    /// <summary>The rows of <c>lorenz.csv</c>.</summary>
    public IReadOnlyList<LorenzPoint>? Lorenz { get; init; }

    /// <summary>Customers whose value is negative, and the sum of their values.</summary>
    public (int Customers, MoneyAmount Sum) Negatives { get; init; }

    /// <summary>The rows of <c>cohorts.csv</c>.</summary>
    public IReadOnlyList<RetentionRow>? Retention { get; init; }

    /// <summary>The rows of <c>leaky_bucket.csv</c>.</summary>
    public IReadOnlyList<LeakyBucketRow>? Bucket { get; init; }

    /// <summary>When a customer counts as lapsed.</summary>
    public LapseRule? Lapse { get; init; }

    /// <summary>The yearly headline.</summary>
    public YearlyRetention? Yearly { get; init; }

    /// <summary>The rows of <c>migration.csv</c>.</summary>
    public IReadOnlyList<MigrationRow>? Migrations { get; init; }

    /// <summary>The earlier day of the migration.</summary>
    public DateOnly? MigrationFrom { get; init; }

    /// <summary>Lifetime value.</summary>
    public LifetimeReport? Lifetime { get; init; }

    /// <summary>Churn.</summary>
    public ChurnReport? Churn { get; init; }

    /// <summary>Receivables; null where none were given.</summary>
    public DebtReport? Debts { get; init; }

    /// <summary>Further sentences on what the data could not say.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>A line of the account of rows.</summary>
/// <param name="What">Where the rows went, in a few words.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Amount">Their money; null where it could not be read.</param>
public sealed record AccountLine(string What, long Rows, MoneyAmount? Amount);
