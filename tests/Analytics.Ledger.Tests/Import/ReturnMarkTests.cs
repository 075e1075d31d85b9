using Analytics.Ledger.Import;
using Analytics.Ledger.Tests.Data;

namespace Analytics.Ledger.Tests.Import;

/// <summary>What makes a row a return: a negative amount or quantity, or a word in a mapped column.</summary>
public class ReturnMarkTests
{
    [Theory]
    [InlineData("customer_id,order_date,amount,kind", "a,2024-01-01,5,refund", 5)]
    [InlineData("customer_id,order_date,amount,kind", "a,2024-01-01,-5,Refund", 5)]
    [InlineData("customer_id,order_date,amount,kind", "a,2024-01-01,-5,", 5)]
    [InlineData("customer_id,order_date,amount,kind", "a,2024-01-01,5, 退货 ", 5)]
    [InlineData("customer_id,order_date,amount,kind", "a,2024-01-01,5,Sale", -5)]
    [InlineData("customer_id,order_date,amount,quantity", "a,2024-01-01,5,-1", 5)]
    [InlineData("customer_id,order_date,amount,quantity", "a,2024-01-01,-5,-1", 5)]
    [InlineData("customer_id,order_date,amount,quantity", "a,2024-01-01,5,unknown", -5)]
    [InlineData("customer_id,order_date,amount,quantity", "a,2024-01-01,5,", -5)]
    [InlineData("customer_id,order_date,unit_price,quantity", "a,2024-01-01,2.5,-2", 5)]
    [InlineData("customer_id,order_date,unit_price,quantity", "a,2024-01-01,-2.5,2", 5)]
    [InlineData("customer_id,order_date,unit_price,quantity", "a,2024-01-01,0,-2", 0)]
    public void A_return_is_told_by_sign_or_word(string header, string row, int refund)
    {
        using var folder = new TempFolder();
        var text = $"{header}\n{row}\nz,2024-01-02,1,1\n".Replace(
            ",1,1\n",
            header.EndsWith("kind", StringComparison.Ordinal) ? ",1,sale\n" : ",1,1\n",
            StringComparison.Ordinal
        );
        var settings = Imports.Plain(folder.Write("a.csv", text));
        if (header.EndsWith("kind", StringComparison.Ordinal))
        {
            settings = settings with { Map = new Dictionary<string, string> { ["kind"] = "kind" } };
        }

        foreach (var way in Imports.Ways(settings))
        {
            var (_, rejects, data) = Imports.Run(way);
            Assert.Empty(rejects);
            Assert.Equal(refund < 0, data!.IsScored(0));
            var unit = (Int128)Math.Pow(10, data.MoneyScale);
            Assert.Equal(
                refund < 0 ? (5 * unit, 0) : (0, refund * unit),
                (data.Gross[0], data.Refunds[0])
            );
        }
    }

    [Fact]
    public void An_unknown_word_refuses_its_row()
    {
        using var folder = new TempFolder();
        var path = folder.Write(
            "a.csv",
            "customer_id,order_date,amount,kind\na,2024-01-01,5,sale\nb,2024-01-02,5,gift\n"
        );
        var settings = Imports.Plain(path) with
        {
            Map = new Dictionary<string, string> { ["kind"] = "kind" },
        };
        foreach (var way in Imports.Ways(settings))
        {
            var reject = Assert.Single(Imports.Run(way).Rejects);
            Assert.Equal(
                (3L, "kind", RowFaultKind.KindUnknown),
                (reject.Line, reject.Column, reject.Kind)
            );
        }
    }
}
