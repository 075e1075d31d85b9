using System.Text;
using Analytics.Ledger.Import.Purchases;
using CsCheck;

namespace Analytics.Ledger.Tests.Import.Purchases;

public class CustomerTableTests
{
    /// <summary>Ids that share beginnings, ends and lengths around the 8 and 16 bytes that are compared as words.</summary>
    private static readonly Gen<string> Id = Gen.Select(
        Gen.OneOf("", "a", "0000000", "00000000", "000000000000000", "0000000000000000"),
        Gen.Int[0, 40],
        Gen.OneOf("", "x", new string('y', 100)),
        (head, n, tail) => head + (char)('0' + n) + tail
    );

    [Fact]
    public void It_numbers_ids_like_a_dictionary() => Id.Array[1, 300].Sample(Check, iter: 300);

    [Fact]
    public void It_grows_past_many_slots_and_pages() =>
        Check([
            .. Enumerable
                .Range(0, 150_000)
                .Select(n => FormattableString.Invariant($"customer-{n * 7919 % 140_000}")),
        ]);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Joined_tables_hold_the_customers_of_both(int threads) =>
        Gen.Select(Id.Array[0, 300], Id.Array[0, 300])
            .Sample(
                (a, b) =>
                {
                    using var first = Filled(a);
                    using var second = Filled(b);
                    var map = first.Join(second, threads);
                    Assert.Equal(second.Count, map.Length);
                    for (var i = 0; i < map.Length; i++)
                    {
                        Assert.True(first.Id(map[i]).SequenceEqual(second.Id(i)));
                    }

                    Assert.Equal(a.Concat(b).Distinct(StringComparer.Ordinal).Count(), first.Count);
                },
                iter: 300
            );

    [Fact]
    public void Ids_copied_in_a_new_order_are_the_same_ids() =>
        Gen.Select(Id.Array[0, 900], Gen.Int[1, 3])
            .Sample(
                (ids, threads) =>
                {
                    using var table = Filled(ids);
                    var order = Enumerable.Range(0, table.Count).Reverse().ToArray();
                    var copied = OrderedIds.Copy(table, order, threads);
                    Assert.Equal(table.Count, copied.Count);
                    for (var i = 0; i < order.Length; i++)
                    {
                        Assert.True(copied[i].SequenceEqual(table.Id(order[i])));
                    }
                },
                iter: 200
            );

    [Fact]
    public void Radix_order_is_the_order_of_the_keys() =>
        Gen.Select(Gen.ULong.Array[0, 400], Gen.Int[0, 64])
            .Sample(
                (random, shift) =>
                {
                    var keys = Array.ConvertAll(random, k => shift == 64 ? 7 : k >> shift);
                    int[] items = [.. Enumerable.Range(0, keys.Length)];
                    var expected = items.OrderBy(i => keys[i]).ToArray();
                    var sorted = keys.ToArray();
                    RadixSort.Sort(sorted, items);
                    Assert.Equal(expected, items);
                    Assert.Equal(expected.Select(i => keys[i]), sorted);
                },
                iter: 300
            );

    [Fact]
    public unsafe void The_key_does_not_depend_on_what_stands_behind_the_id() =>
        Gen.Select(Gen.Byte[1, 255].Array[1, 100], Gen.Byte, Gen.Byte)
            .Sample(
                (id, a, b) =>
                {
                    var keys = new[] { a, b }.Select(filler =>
                    {
                        var text = new byte[id.Length + IdKey.InlineBytes];
                        text.AsSpan().Fill(filler);
                        id.CopyTo(text, 0);
                        fixed (byte* first = text)
                        {
                            var key = new IdKey(first, id.Length);
                            return (key.Head, key.Tail, key.Hash);
                        }
                    });
                    Assert.Single(keys.Distinct());
                },
                iter: 5_000
            );

    [Fact]
    public void Sorted_by_bytes_at_any_number_of_threads()
    {
        var random = new Random(3);
        var ids = Enumerable
            .Range(0, 40_000)
            .Select(_ =>
                "shop-"
                + new string((char)random.Next('a', 'e'), random.Next(12))
                + random.Next(30_000)
            )
            .Select(Encoding.UTF8.GetBytes)
            .ToArray();
        ids[0] = [0xF0, 0x9F, 0x99, 0x82];
        var expected = ids.Select(Encoding.Latin1.GetString).Order(StringComparer.Ordinal).ToList();
        foreach (var count in new[] { 0, 1, 2, 1000, ids.Length })
        {
            for (var threads = 1; threads <= 3; threads++)
            {
                var order = IdOrder.Sort([.. Enumerable.Range(0, count)], i => ids[i], threads);
                var sorted = order.Select(i => Encoding.Latin1.GetString(ids[i])).ToList();
                Assert.Equal(sorted.Order(StringComparer.Ordinal), sorted);
                Assert.Equal(count, order.Distinct().Count());
                Assert.True(count < ids.Length || sorted.SequenceEqual(expected));
            }
        }
    }

    private static void Check(string[] ids)
    {
        using var table = Filled(ids);
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var id in ids)
        {
            numbers.TryAdd(id, numbers.Count);
        }

        Assert.Equal(numbers.Count, table.Count);
        foreach (var (id, number) in numbers)
        {
            Assert.Equal(id, Encoding.UTF8.GetString(table.Id(number)));
        }
    }

    private static unsafe CustomerTable<int> Filled(string[] ids)
    {
        var table = new CustomerTable<int>(4);
        foreach (var id in ids)
        {
            var text = new byte[Encoding.UTF8.GetByteCount(id) + IdKey.InlineBytes];
            var length = Encoding.UTF8.GetBytes(id, text);
            fixed (byte* first = text)
            {
                table.Reserve(1);
                var key = new IdKey(first, length);
                var index = table.FindOrAdd(table.Guess(key.Hash), key, first, length);
                Assert.Equal(index, table.Find(key, first, length));
            }
        }

        return table;
    }
}
