using System.Text;

namespace Analytics.Ledger.Import.Sniffing;

/// <summary>
/// Column names by role, best first: plain English and Chinese names, usual German, French and Spanish ones, and those of common shop, payment, billing and ERP exports. Compared
/// without case, blanks and punctuation.
/// </summary>
internal static class RoleNames
{
    // best first; the names of one language after those of another that mean the same
    private static readonly (ColumnRole Role, string Names)[] Lists =
    [
        (
            ColumnRole.Customer,
            """
            customerid custid customerno custno customernumber customercode customerkey clientid clientno clientcode memberid memberno userid
            buyerid accountid accountno accountnumber subscriberid shopperid contactid consumerid patronid householdid householdkey
            loyaltyid cardid cardno masterid partyid kunnr kunag soldto soldtoparty billtocustomer billtocustomerno selltocustomerno
            customerref customeruser customeruserid cid uid 客户编号 客户id 客户号 客户代码 会员编号 会员号 会员id 会员卡号 用户id 用户编号 顾客编号 买家id 买家会员名 买家昵称 客户 会员 用户 顾客
            买家 customer cust client member user buyer account subscriber customername clientname buyername customeremail buyeremail billingemail
            billingemailaddress fromemailaddress email emailaddress 客户名称 客户姓名 msisdn phone mobile 手机号 kundennummer kundennr kundenid kunde
            debitor debitornr debitornummer debitorennummer numeroclient codeclient numclient codigocliente idcliente cliente id
            """
        ),
        (
            ColumnRole.Date,
            """
            orderdate invoicedate transactiondate purchasedate saledate salesdate billingdate date transdate trxdate txndate datetime
            orderdatetime orderedat purchasedat paidat createdat created createdutc orderedon ordertimestamp orderpurchasetimestamp
            timestamp transactiontime ordertime paymentdate processedat completedat postingdate documentdate fkdat budat bldat erdat audat
            day time dateofpurchase orderplaced 订单日期 下单时间 下单日期 订单创建时间 订单付款时间 付款时间 支付时间 交易日期 交易时间 购买日期 购买时间 消费日期 消费时间 销售日期 开票日期 成交时间 日期 时间
            eventtime createdon invoicedt orderdt bestelldatum rechnungsdatum belegdatum buchungsdatum kaufdatum datum datefacture
            datecommande datedevente fechapedido fechafactura fecha
            """
        ),
        (
            ColumnRole.Order,
            """
            orderid orderno ordernumber invoiceno invoiceid invoicenumber invoice transactionid transactionno transid trxid txnid receiptid
            receiptno receiptnumber basketid billno billid orderref ordercode purchaseid saleid salesorder salesorderno documentno docno
            vbeln belnr bstnk 订单编号 订单号 订单id 交易号 交易编号 流水号 发票号 单号 小票号 order transaction receipt ordername num orderreference orderuuid
            ticketid ticketno checkno bestellnummer bestellnr bestellung rechnungsnummer rechnungsnr belegnummer belegnr auftragsnummer
            auftragsnr auftrag beleg numerofacture nofacture numerocommande nocommande facture commande numeropedido numerofactura pedido
            factura
            """
        ),
        (
            ColumnRole.Amount,
            """
            amount netamount orderamount totalamount amountpaid transactionamount orderamt amt salesamount saleamount invoiceamount
            lineamount linetotal lineitemtotal ordertotal ordervalue total totalprice totalpaid grandtotal grandtotalpurchased totalsales
            totalsale netsales netvalue netprice sales salesvalue saleprice revenue value dollarvalue spend spent turnover paid payment
            paymentamount paymentvalue subtotal extendedprice gross grossamount netwr dmbtr wrbtr umsatz betrag montant importe 金额 订单金额 实付金额
            实际支付金额 买家实际支付金额 买家应付货款 支付金额 付款金额 交易金额 消费金额 销售金额 销售额 成交金额 总金额 总额 应付金额 实收金额 monetary ordertotalamount lineitemamount itemtotal
            extendedamount nettobetrag bruttobetrag rechnungsbetrag gesamtbetrag gesamtpreis betraginhauswährung betraginhauswaehrung summe
            montantht montantttc importetotal
            """
        ),
        (
            ColumnRole.Quantity,
            """
            quantity qty orderqty orderquantity units unitssold pieces pcs count itemcount items numberofitems lineitemquantity quantitysold
            quantityordered fkimg kwmeng menge cds numberofcds volume 数量 购买数量 销售数量 件数 宝贝总数量 商品数量 itemquantity itemqty anzahl stückzahl
            stueckzahl bestellmenge quantité quantite qté qte cantidad
            """
        ),
        (
            ColumnRole.UnitPrice,
            """
            unitprice price priceeach itemprice lineitemprice unitcost sellingprice listprice productprice rate netpr 单价 价格 商品价格 售价 销售单价
            itemcost priceperunit unitsellingprice einzelpreis stückpreis stueckpreis preis prixunitaire puht prix preciounitario precio
            """
        ),
        (
            ColumnRole.Product,
            """
            product productid productcode productname sku stockcode item itemid itemname lineitemname lineitemsku description title matnr
            arktx 商品 商品名称 商品编号 产品 产品名称 宝贝标题 artikel artikelnummer artikelnr materialnummer produkt produit article producto articulo
            """
        ),
        (
            ColumnRole.Category,
            """
            category productcategory productline department categoryname producttype itemtype matkl 类别 品类 分类 商品类别 产品类别 warengruppe kategorie
            categorie catégorie categoria categoría
            """
        ),
        (
            ColumnRole.Channel,
            """
            channel saleschannel source ordersource platform store storeid shop shopid branch vtweg 渠道 销售渠道 门店 店铺 店铺名称 平台 vertriebsweg
            vertriebskanal kanal canal filiale magasin tienda
            """
        ),
        (
            ColumnRole.Campaign,
            """
            campaign campaignid campaignname utmcampaign promotion promotionid couponcode discountcode 活动 营销活动 活动名称 优惠券 kampagne aktion
            gutscheincode campagne codepromo campaña campana
            """
        ),
        (
            ColumnRole.Currency,
            """
            currency currencycode curr waerk waers 币种 货币 währung waehrung devise moneda 币种代码 货币代码
            """
        ),
    ];

    private static readonly Dictionary<string, RankedRole> ByName = Build();

    /// <summary>Role and rank (0 = best) of a column name, or null.</summary>
    public static RankedRole? Find(string columnName) =>
        ByName.GetValueOrDefault(Normalise(columnName));

    /// <summary>A name in lower case without blanks and punctuation.</summary>
    public static string Normalise(string name)
    {
        var kept = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            if (char.IsLetterOrDigit(c))
            {
                kept.Append(char.ToLowerInvariant(c));
            }
        }

        return kept.ToString();
    }

    private static Dictionary<string, RankedRole> Build()
    {
        var map = new Dictionary<string, RankedRole>(StringComparer.Ordinal);
        foreach (var (role, names) in Lists)
        {
            var rank = 0;
            foreach (var name in names.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            {
                map.TryAdd(name, new RankedRole(role, rank++));
            }
        }

        return map;
    }
}

/// <summary>The role that a column's name stands for.</summary>
/// <param name="Role">The role.</param>
/// <param name="Rank">How sure the name is among those of the role; 0 = best.</param>
internal sealed record RankedRole(ColumnRole Role, int Rank);
