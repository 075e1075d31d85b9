namespace Analytics.Ledger.Receivables;

/// <summary>What a column of a receivables export can be.</summary>
internal enum ReceivablesRole
{
    Account,
    Invoice,
    Id,
    Date,
    DueDate,
    SettledDate,
    PostingDate,
    Amount,
    Type,
    Month,
    Status,
    Disputed,
    Currency,
}

/// <summary>Names of the roles: as <c>--map</c> takes them, and as columns are called, best first.</summary>
internal static class ReceivablesRoles
{
    public static readonly IReadOnlyList<ReceivablesRole> All = Enum.GetValues<ReceivablesRole>();

    private static readonly Dictionary<ReceivablesRole, string[]> Names = new()
    {
        [ReceivablesRole.Account] =
        [
            "account",
            "accountid",
            "accountno",
            "accountnumber",
            "acct",
            "acctid",
            "customerid",
            "customer",
            "custid",
            "customerno",
            "customernumber",
            "clientid",
            "client",
            "debtor",
            "debtorid",
            "subscriberid",
            "msisdn",
            "kunnr",
            "contract",
            "contractid",
            "loanid",
            "loan",
            "账户",
            "账号",
            "客户编号",
            "客户id",
            "客户号",
            "客户",
            "用户id",
            "id",
        ],
        [ReceivablesRole.Invoice] =
        [
            "invoice",
            "invoiceid",
            "invoiceno",
            "invoicenumber",
            "invoiceref",
            "billid",
            "billno",
            "billnumber",
            "bill",
            "documentno",
            "belnr",
            "appliesto",
            "reference",
            "发票号",
            "账单号",
        ],
        [ReceivablesRole.Id] =
        [
            "id",
            "postingid",
            "entryid",
            "transactionid",
            "paymentid",
            "lineid",
            "流水号",
        ],
        [ReceivablesRole.Date] =
        [
            "invoicedate",
            "billdate",
            "billingdate",
            "issuedate",
            "issued",
            "invoiced",
            "invoicedon",
            "created",
            "documentdate",
            "paymentdate",
            "paiddate",
            "paidon",
            "receiptdate",
            "date",
            "postingdate",
            "开票日期",
            "账单日期",
            "付款日期",
            "日期",
            "contactdate",
            "sentdate",
            "senton",
            "sentat",
        ],
        [ReceivablesRole.DueDate] =
        [
            "duedate",
            "due",
            "paymentdue",
            "netduedate",
            "duedt",
            "zfbdt",
            "到期日",
            "到期日期",
        ],
        [ReceivablesRole.SettledDate] =
        [
            "settleddate",
            "settlementdate",
            "datesettled",
            "clearingdate",
            "cleareddate",
            "paiddate",
            "datepaid",
            "augdt",
            "结清日期",
        ],
        [ReceivablesRole.PostingDate] =
        [
            "postingdate",
            "posted",
            "postedon",
            "transactiondate",
            "budat",
            "date",
            "记账日期",
        ],
        [ReceivablesRole.Amount] =
        [
            "amount",
            "invoiceamount",
            "billamount",
            "paymentamount",
            "total",
            "value",
            "openamount",
            "balance",
            "dmbtr",
            "wrbtr",
            "金额",
            "cost",
            "contactcost",
            "spend",
            "费用",
            "成本",
        ],
        [ReceivablesRole.Type] =
        [
            "type",
            "postingtype",
            "transactiontype",
            "entrytype",
            "kind",
            "doctype",
            "类型",
        ],
        [ReceivablesRole.Month] =
        [
            "month",
            "period",
            "cycle",
            "yearmonth",
            "billingmonth",
            "asof",
            "snapshot",
            "snapshotdate",
            "月份",
            "月",
        ],
        [ReceivablesRole.Status] =
        [
            "status",
            "state",
            "delinquency",
            "delinquencystatus",
            "bucket",
            "dpdbucket",
            "paystatus",
            "状态",
        ],
        [ReceivablesRole.Disputed] = ["disputed", "dispute", "indispute", "isdisputed", "争议"],
        [ReceivablesRole.Currency] = ["currency", "currencycode", "waers", "币种", "货币"],
    };

    public static string Name(this ReceivablesRole role) =>
        role switch
        {
            ReceivablesRole.DueDate => "due_date",
            ReceivablesRole.SettledDate => "settled_date",
            ReceivablesRole.PostingDate => "posting_date",
            _ => role.ToString().ToLowerInvariant(),
        };

    /// <summary>The role of a name as <c>--map</c> gives it, or null; a customer is an account.</summary>
    public static ReceivablesRole? Of(string name) =>
        name == "customer" ? ReceivablesRole.Account
        : name == "order" ? ReceivablesRole.Invoice
        : All.Where(r => r.Name() == name).Select(r => (ReceivablesRole?)r).FirstOrDefault();

    /// <summary>How well a normalised column name fits a role: 0 = best, null = not at all.</summary>
    public static int? Rank(ReceivablesRole role, string normalised)
    {
        var at = Array.IndexOf(Names[role], normalised);
        return at < 0 ? null : at;
    }

    public static bool IsDate(this ReceivablesRole role) =>
        role
            is ReceivablesRole.Date
                or ReceivablesRole.DueDate
                or ReceivablesRole.SettledDate
                or ReceivablesRole.PostingDate;
}
