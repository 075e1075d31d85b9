using System.Text;
using Analytics.Ledger.Import.Purchases;
using CsCheck;

namespace Analytics.Ledger.Tests.Import.Purchases;

public class SetTests
{
    private static readonly Gen<int> Day = Gen.Frequency(
        (5, Gen.Int[738_000, 738_200]),
        (1, Gen.OneOf(0, 1, 63, 64, 65, DateOnly.MaxValue.DayNumber))
    );

    [Fact]
    public void A_day_set_finds_the_last_day_before_another() =>
        Gen.Select(Day.Array[0, 20], Day.Array[0, 20], Day)
            .Sample(
                (a, b, limit) =>
                {
                    var (days, other) = (new DaySet(), new DaySet());
                    Array.ForEach(a, days.Add);
                    Array.ForEach(b, other.Add);
                    days.Add(other);
                    var expected = a.Concat(b).Where(d => d < limit).DefaultIfEmpty(-1).Max();
                    Assert.Equal(expected, days.LastBefore(limit));
                },
                iter: 1_000
            );

    [Fact]
    public void Repeats_of_lines_are_counted_over_all_parts() =>
        Gen.Select(Gen.Int[0, 60].Array[0, 200], Gen.Int[1, 4], Gen.Int[1, 3])
            .Sample(
                (lines, parts, threads) =>
                {
                    var hashes = Enumerable.Range(0, parts).Select(_ => new LineHashes()).ToList();
                    for (var i = 0; i < lines.Length; i++)
                    {
                        hashes[i % parts].Add(Encoding.ASCII.GetBytes($"line {(char)lines[i]}"));
                    }

                    Assert.Equal(
                        lines.Length - lines.Distinct().Count(),
                        LineHashes.CountRepeats(hashes, threads)
                    );
                },
                iter: 300
            );

    [Fact]
    public void Lines_that_differ_in_one_place_are_not_repeats()
    {
        var hashes = new LineHashes();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var repeats = 0;
        for (var i = 0; i < 120_000; i++)
        {
            // lengths 0 to 69; the number stands anywhere in them
            var digits = FormattableString.Invariant($"{i * 7919L % 50_021}");
            var line = (new string('x', i % 5 * 13) + digits + new string('y', i % 3 * 6))[
                (i % 11 == 0 ? digits.Length : 0)..
            ];
            hashes.Add(Encoding.ASCII.GetBytes(line));
            repeats += seen.Add(line) ? 0 : 1;
        }

        Assert.InRange(repeats, 1, 100_000);
        Assert.Equal(repeats, LineHashes.CountRepeats([hashes], 2));
    }

    [Fact]
    public void A_line_is_new_once()
    {
        var seen = new SeenLines();
        Assert.True(seen.IsNew("a"u8));
        Assert.False(seen.IsNew("a"u8));
        Assert.True(seen.IsNew("a "u8));
        Assert.True(seen.IsNew([]));
    }

    [Fact]
    public void Joining_tuples_keeps_the_money_and_the_distinct_orders_of_each_day() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 5], Gen.Long[0, long.MaxValue / 3], Gen.ULong[1, 4])
            .Array[0, 60]
            .Sample(rows =>
            {
                var tuples = rows.Select(r => new PurchaseTuple
                    {
                        Customer = r.Item1,
                        DayAndKind = r.Item2,
                        Units = r.Item3,
                        Order = (r.Item2 & 1) == 0 ? r.Item4 : 0,
                    })
                    .ToArray();
                var expected = Describe(tuples);
                var kept = TupleOrder.Combine(tuples, hasOrders: true);
                Assert.Equal(expected, Describe(tuples[..kept]));
            });

    private static string Describe(PurchaseTuple[] tuples) =>
        string.Join(
            '\n',
            tuples
                .GroupBy(t => (t.Customer, t.DayAndKind, t.Order))
                .OrderBy(g => g.Key)
                .Select(g =>
                    FormattableString.Invariant(
                        $"{g.Key} {g.Aggregate((Int128)0, (sum, t) => sum + t.Units)}"
                    )
                )
        );
}
