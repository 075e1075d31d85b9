namespace Analytics.Core.Delinquency.Ledger;

/// <summary>What a line of a receivables ledger says. The order is that of postings of one day: debts are there before money meets them.</summary>
public enum PostingType : byte
{
    /// <summary>A bill, an invoice, a debit: owed from the posting day, due on the due day.</summary>
    Invoice,

    /// <summary>An item is disputed from this day on.</summary>
    Dispute,

    /// <summary>The dispute of an item has ended.</summary>
    DisputeEnd,

    /// <summary>A credit note or a negative adjustment: less is owed.</summary>
    Credit,

    /// <summary>Money came in.</summary>
    Payment,

    /// <summary>Debt is given up; an amount of 0 means all that is open.</summary>
    WriteOff,

    /// <summary>The account is closed.</summary>
    Close,

    /// <summary>Somebody wrote, called or messaged the account; <see cref="Posting.Key"/> is the action's number.</summary>
    Contact,
}
