using Analytics.Ledger.Import;
using Analytics.Ledger.Import.Sniffing;
using Analytics.Ledger.Tests.Data;
using static System.FormattableString;

namespace Analytics.Ledger.Tests.Import;

/// <summary>The columns of common exports get their roles from their names.</summary>
public class RoleTests
{
    public static TheoryData<string, string, string> Exports { get; } =
        new()
        {
            {
                "plain",
                "customer_id,order_date,order_id,amount",
                "customer_id,order_date,order_id,amount,,"
            },
            {
                "Online Retail",
                "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country",
                "CustomerID,InvoiceDate,InvoiceNo,,Quantity,UnitPrice"
            },
            {
                "Online Retail II",
                "Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country",
                "Customer ID,InvoiceDate,Invoice,,Quantity,Price"
            },
            {
                "Shopify",
                "Name,Email,Financial Status,Paid at,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku",
                "Email,Paid at,,Total,Lineitem quantity,Lineitem price"
            },
            {
                "WooCommerce",
                "Order ID,Order Number,Order Date,Customer User,Billing Email Address,Order Total",
                "Customer User,Order Date,Order ID,Order Total,,"
            },
            {
                "Stripe",
                "id,Created (UTC),Amount,Amount Refunded,Currency,Description,Customer ID,Customer Email",
                "Customer ID,Created (UTC),,Amount,,"
            },
            {
                "Square",
                "Date,Time,Gross Sales,Net Sales,Transaction ID,Customer ID,Customer Name",
                "Customer ID,Date,Transaction ID,Net Sales,,"
            },
            {
                "PayPal",
                "Date,Time,TimeZone,Name,Type,Status,Currency,Gross,Fee,From Email Address,Transaction ID",
                "From Email Address,Date,Transaction ID,Gross,,"
            },
            {
                "SAP billing",
                "MANDT,VBELN,FKART,FKDAT,KUNNR,WAERK,NETWR",
                "KUNNR,FKDAT,VBELN,NETWR,,"
            },
            {
                "Dynamics",
                "Document No.,Posting Date,Sell-to Customer No.,Currency Code,Amount",
                "Sell-to Customer No.,Posting Date,Document No.,Amount,,"
            },
            {
                "Olist",
                "order_id,customer_id,order_purchase_timestamp,payment_value",
                "customer_id,order_purchase_timestamp,order_id,payment_value,,"
            },
            {
                "Taobao",
                "订单编号,买家会员名,买家应付货款,买家实际支付金额,订单创建时间,宝贝标题,宝贝总数量",
                "买家会员名,订单创建时间,订单编号,买家实际支付金额,宝贝总数量,"
            },
            {
                "Chinese shop",
                "会员编号,消费日期,小票号,消费金额,门店",
                "会员编号,消费日期,小票号,消费金额,,"
            },
            {
                "SAP in German",
                "Belegnr,Debitor,Buchungsdatum,Betrag in Hauswährung",
                "Debitor,Buchungsdatum,Belegnr,Betrag in Hauswährung,,"
            },
            {
                "French shop",
                "Numéro client,Date commande,Commande,Quantité,Prix unitaire",
                "Numéro client,Date commande,Commande,,Quantité,Prix unitaire"
            },
            {
                "Chinese items",
                "客户编号,下单时间,订单号,数量,单价",
                "客户编号,下单时间,订单号,,数量,单价"
            },
        };

    [Theory]
    [MemberData(nameof(Exports))]
    public void The_columns_of_an_export_are_known(string export, string header, string expected)
    {
        using var folder = new TempFolder();
        var names = header.Split(',');
        var rows = Enumerable
            .Range(0, 20)
            .Select(n => string.Join(',', names.Select(name => Value(name, n))));
        var path = folder.Write("a.csv", header + "\n" + string.Join('\n', rows) + "\n");
        using var import = PurchaseImport.Open(Imports.Of(path), CancellationToken.None);
        ColumnRole[] roles =
        [
            ColumnRole.Customer,
            ColumnRole.Date,
            ColumnRole.Order,
            ColumnRole.Amount,
            ColumnRole.Quantity,
            ColumnRole.UnitPrice,
        ];
        Assert.Equal(
            export + ": " + expected,
            export + ": " + string.Join(',', roles.Select(r => import.Profiles[0].Column(r)?.Name))
        );
        Assert.Equal(20, import.Summarise().Report.Total.Accepted.Rows);
    }

    [Fact]
    public void Shopify_orders_are_numbered_names_and_only_their_first_line_is_paid_and_totalled()
    {
        using var folder = new TempFolder();
        var path = folder.Write(
            "a.csv",
            "Name,Email,Paid at,Currency,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price\n"
                + "#1001,ann@x.com,2024-01-03 10:11:12 +0100,EUR,35.00,2024-01-03 10:10:00 +0100,2,Tea,10.00\n"
                + "#1001,ann@x.com,,,,2024-01-03 10:10:00 +0100,1,Cup,10.00\n"
                + "#1002,bob@x.com,2024-02-03 10:11:12 +0100,EUR,10.00,2024-02-03 10:10:00 +0100,1,Tea,10.00\n"
        );
        Assert.Equal((3, 40.00m, 2), Sums(path));
    }

    [Fact]
    public void A_total_written_on_every_line_of_its_order_is_not_added_up_line_by_line()
    {
        using var folder = new TempFolder();
        const string Header =
            "Order Number,Order Date,Customer User ID,Order Total,Quantity,Item Cost\n";
        var totals = folder.Write(
            "a.csv",
            Header
                + "1,2024-01-03,7,30.00,2,10.00\n1,2024-01-03,7,30.00,1,10.00\n2,2024-02-03,8,10.00,1,10.00\n"
        );
        Assert.Equal((3, 40.00m, 2), Sums(totals));
        // amounts of their own on the lines of an order are amounts of lines, whatever the price says (discounts)
        var lines = folder.Write(
            "b.csv",
            Header
                + "1,2024-01-03,7,19.00,2,10.00\n1,2024-01-03,7,9.50,1,10.00\n2,2024-02-03,8,10.00,1,10.00\n"
        );
        Assert.Equal((3, 38.50m, 2), Sums(lines));
    }

    private static (long Rows, decimal Amount, int Orders) Sums(string path)
    {
        using var import = PurchaseImport.Open(Imports.Of(path), CancellationToken.None);
        var result = import.Summarise();
        return (
            result.Report.Total.Accepted.Rows,
            decimal.Parse(
                result.Report.Total.Accepted.Amount.ToString(),
                System.Globalization.CultureInfo.InvariantCulture
            ),
            result.Data!.Orders.Sum()
        );
    }

    [Fact]
    public void A_map_overrides_names_and_every_role_carries_its_evidence()
    {
        using var folder = new TempFolder();
        var path = folder.Write(
            "a.csv",
            "customer_id,order_date,amount,payer,booked\na,2024-01-01,1,x,2023-01-01\nb,2024-01-02,2,x,2023-01-02\n"
        );
        var settings = Imports.Of(path) with
        {
            Map = new Dictionary<string, string> { ["customer"] = "PAYER", ["date"] = "5" },
        };
        using var import = PurchaseImport.Open(settings, CancellationToken.None);
        var data = import.Summarise().Data!;
        Assert.Equal("x", data.Ids.Text(0));
        Assert.Equal(new DateOnly(2023, 1, 2).DayNumber, data.LastDay[0]);
        Assert.Equal("mapped by the user", import.Profiles[0].Column(ColumnRole.Date)!.Evidence);
        Assert.Contains(
            "by name 'amount'",
            import.Profiles[0].Column(ColumnRole.Amount)!.Evidence,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_price_without_quantity_is_the_amount()
    {
        using var folder = new TempFolder();
        var path = folder.Write(
            "a.csv",
            "customer_id,order_date,price\na,2024-01-01,1.50\nb,2024-01-02,2.50\n"
        );
        Assert.Equal(400, (int)Imports.Run(Imports.Of(path)).Data!.Net.Sum());
    }

    private static string Value(string name, int n) =>
        RoleNames.Find(name)?.Role switch
        {
            ColumnRole.Date when name is "Time" => Invariant($"{n % 24:D2}:30:00"),
            ColumnRole.Date => Invariant($"2024-01-{1 + n:D2}"),
            ColumnRole.Amount or ColumnRole.UnitPrice => Invariant($"{n + 1}.50"),
            ColumnRole.Quantity => Invariant($"{1 + (n % 3)}"),
            ColumnRole.Currency => "EUR",
            ColumnRole.Customer => Invariant($"c{n % 7}"),
            ColumnRole.Order => Invariant($"{10_000 + (n / 2)}"),
            _ => name is "Shipping" or "Taxes" or "Fee" or "Amount Refunded"
                ? "0.00"
                : Invariant($"x{n % 3}"),
        };
}
