using Analytics.Core.Money;
using Analytics.Core.Pyramid;
using CsCheck;

namespace Analytics.Core.Tests.Pyramid;

/// <summary>Rankings of plain numbers for tests.</summary>
internal static class Ranked
{
    /// <summary>Up to 200 values with ties, zeros and negatives.</summary>
    public static readonly Gen<long[]> Values = Gen.OneOf(
        Gen.Long[-3, 5].Select(n => n * 100),
        Gen.Long[0, 1_000_000]
    ).Array[1, 200];

    public static ValueRanking Of(params long[] values) =>
        ValueRanking.Of([.. Enumerable.Range(0, values.Length)], new MoneyColumn(values, 2));
}
