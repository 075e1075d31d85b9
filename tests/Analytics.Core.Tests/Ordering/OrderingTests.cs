using Analytics.Core.Money;
using Analytics.Core.Ordering;
using CsCheck;

namespace Analytics.Core.Tests.Ordering;

public class OrderingTests
{
    private static readonly Gen<long> Value = Gen.OneOf(
        Gen.Long[-5, 5],
        Gen.Long[0, 100_000],
        Gen.Long
    );

    [Fact]
    public void Selected_values_are_those_of_a_sort() =>
        Value
            .Array[1, 300]
            .Sample(values =>
            {
                int[] ranks = [.. Enumerable.Range(0, values.Length)];
                var found = new long[values.Length];
                OrderStatistics.Select(values, ranks, found);
                Assert.Equal(values.Order(), found);
            });

    [Fact]
    public void Selection_reaches_the_ends_of_the_range()
    {
        long[] values = [long.MaxValue, long.MinValue, 0, long.MaxValue - 1];
        var found = new long[4];
        OrderStatistics.Select(values, [0, 1, 2, 3], found);
        Assert.Equal([long.MinValue, 0, long.MaxValue - 1, long.MaxValue], found);
    }

    [Fact]
    public void Ranks_fall_by_value_and_then_rise_by_row() =>
        Value
            .Array[1, 300]
            .Sample(values =>
            {
                int[] rows = [.. Enumerable.Range(0, values.Length).Where(i => i % 3 != 1)];
                var expected = rows.OrderByDescending(row => values[row]).ToArray();
                var wide = Array.ConvertAll(values, v => (Int128)v);
                Assert.Equal(expected, RankOrder.Descending(new MoneyColumn(values, 2), rows));
                Assert.Equal(expected, RankOrder.Descending(new MoneyColumn(wide, 2), rows));
                Assert.Equal(rows.OrderBy(row => values[row]), RankOrder.Ascending(values, rows));
            });
}
