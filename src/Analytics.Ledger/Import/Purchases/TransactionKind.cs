using System.Text;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>The words of a mapped <c>kind</c> column.</summary>
internal static class TransactionKind
{
    private static readonly HashSet<string> Returns = new(StringComparer.OrdinalIgnoreCase)
    {
        "return",
        "returns",
        "returned",
        "refund",
        "refunds",
        "refunded",
        "credit",
        "credit note",
        "creditnote",
        "credit memo",
        "cancel",
        "cancelled",
        "canceled",
        "cancellation",
        "chargeback",
        "r",
        "退货",
        "退款",
        "取消",
        "冲销",
        "红冲",
    };

    private static readonly HashSet<string> Purchases = new(StringComparer.OrdinalIgnoreCase)
    {
        "purchase",
        "purchases",
        "sale",
        "sales",
        "sold",
        "order",
        "invoice",
        "debit",
        "buy",
        "payment",
        "charge",
        "p",
        "s",
        "销售",
        "购买",
        "订单",
        "消费",
        "正常",
    };

    /// <summary>True for a return, false for a purchase (an empty text too), null for an unknown word.</summary>
    public static bool? Of(ReadOnlySpan<byte> text)
    {
        var word = Encoding.UTF8.GetString(DateLiteral.TrimBlanks(text));
        if (word.Length == 0 || Purchases.Contains(word))
        {
            return false;
        }

        return Returns.Contains(word) ? true : null;
    }
}
