using System.Globalization;
using System.Text;
using Analytics.Ledger.Import.Purchases;
using CsCheck;

namespace Analytics.Ledger.Tests.Import.Purchases;

public class OrderCodesTests
{
    private static readonly Gen<string> Id = Gen.Select(
        Gen.OneOf("", "A", "INV-", "INV-2024-", "é", "0", "x9y"),
        Gen.OneOf("", "0", "00", "12", "999", "1000", "123456789012345", "1234567890123456789"),
        Gen.Int[0, 50],
        (prefix, digits, n) => prefix + digits + n.ToString(CultureInfo.InvariantCulture)
    );

    [Fact]
    public void Two_ids_have_one_code_only_when_they_are_equal() =>
        Gen.Select(Id, Id)
            .Sample(
                (a, b) =>
                {
                    var codes = new OrderCodes(new OrderCodes.PrefixList());
                    Assert.Equal(a == b, Of(codes, a) == Of(codes, b));
                },
                iter: 50_000
            );

    [Fact]
    public void All_parts_give_an_id_the_same_code_whatever_they_saw_before() =>
        Gen.Select(Id.Array[1, 60], Gen.Int[0, 1000])
            .Sample(
                (ids, seed) =>
                {
                    var shared = new OrderCodes.PrefixList();
                    var shuffled = ids.ToArray();
                    new Random(seed).Shuffle(shuffled);
                    var (first, second) = (new OrderCodes(shared), new OrderCodes(shared));
                    var codes = shuffled.ToLookup(id => id, id => Of(second, id));
                    foreach (var id in ids)
                    {
                        Assert.All(codes[id], code => Assert.Equal(Of(first, id), code));
                    }
                },
                iter: 2_000
            );

    [Theory]
    [InlineData("{0}")]
    [InlineData("INV-{0:D8}")]
    [InlineData("2024{0:D10}")]
    [InlineData("shop/berlin/{0:D15}")]
    public void Codes_grow_with_numbered_ids(string pattern)
    {
        var codes = new OrderCodes(new OrderCodes.PrefixList());
        ulong last = 0;
        for (var n = 0; n < 20_000; n += 7)
        {
            var code = Of(codes, string.Format(CultureInfo.InvariantCulture, pattern, n));
            Assert.True(code > last);
            last = code;
        }
    }

    [Fact]
    public void More_prefixes_than_are_numbered_still_keep_ids_apart()
    {
        var codes = new OrderCodes(new OrderCodes.PrefixList());
        var seen = new HashSet<ulong>();
        for (var prefix = 0; prefix < 100; prefix++)
        {
            for (var n = 0; n < 100; n++)
            {
                Assert.True(
                    seen.Add(
                        Of(codes, string.Create(CultureInfo.InvariantCulture, $"p{prefix}-{n:D8}"))
                    )
                );
            }
        }
    }

    [Fact]
    public void Rows_without_id_have_codes_of_their_own_that_grow_with_their_place()
    {
        var codes = new OrderCodes(new OrderCodes.PrefixList());
        Assert.True(OrderCodes.OfRow(0, 1) < OrderCodes.OfRow(0, 2));
        Assert.True(OrderCodes.OfRow(0, 1L << 43) < OrderCodes.OfRow(1, 0));
        Id.Sample(id => Assert.True(Of(codes, id) < OrderCodes.OfRow(0, 0)), iter: 5_000);
    }

    private static ulong Of(OrderCodes codes, string id) => codes.Of(Encoding.UTF8.GetBytes(id));
}
