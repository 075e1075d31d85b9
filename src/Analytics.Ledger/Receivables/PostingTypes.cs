using System.Text;
using Analytics.Core.Delinquency.Ledger;
using Analytics.Ledger.Import.Sniffing;

namespace Analytics.Ledger.Receivables;

/// <summary>How ledgers call their postings.</summary>
internal static class PostingTypes
{
    private static readonly Dictionary<string, Meaning> Words = new(StringComparer.Ordinal)
    {
        ["invoice"] = new(PostingType.Invoice, false),
        ["bill"] = new(PostingType.Invoice, false),
        ["charge"] = new(PostingType.Invoice, false),
        ["debit"] = new(PostingType.Invoice, false),
        ["debitnote"] = new(PostingType.Invoice, false),
        ["fee"] = new(PostingType.Invoice, false),
        ["账单"] = new(PostingType.Invoice, false),
        ["发票"] = new(PostingType.Invoice, false),
        ["payment"] = new(PostingType.Payment, false),
        ["receipt"] = new(PostingType.Payment, false),
        ["cash"] = new(PostingType.Payment, false),
        ["付款"] = new(PostingType.Payment, false),
        ["credit"] = new(PostingType.Credit, false),
        ["creditnote"] = new(PostingType.Credit, false),
        ["refund"] = new(PostingType.Invoice, false),
        ["adjustment"] = new(PostingType.Credit, true),
        ["adj"] = new(PostingType.Credit, true),
        ["writeoff"] = new(PostingType.WriteOff, false),
        ["chargeoff"] = new(PostingType.WriteOff, false),
        ["核销"] = new(PostingType.WriteOff, false),
        ["dispute"] = new(PostingType.Dispute, false),
        ["争议"] = new(PostingType.Dispute, false),
        ["disputeend"] = new(PostingType.DisputeEnd, false),
        ["disputeresolved"] = new(PostingType.DisputeEnd, false),
        ["resolved"] = new(PostingType.DisputeEnd, false),
        ["close"] = new(PostingType.Close, false),
        ["closed"] = new(PostingType.Close, false),
        ["closure"] = new(PostingType.Close, false),
        ["letter"] = new(PostingType.Contact, false) { Action = 1 },
        ["call"] = new(PostingType.Contact, false) { Action = 2 },
    };

    /// <summary>The meaning of a word; null where it is unknown.</summary>
    public static Meaning? Of(ReadOnlySpan<byte> text) =>
        Words.TryGetValue(RoleNames.Normalise(Encoding.UTF8.GetString(text)), out var meaning)
            ? meaning
            : null;

    /// <summary>What a word means.</summary>
    /// <param name="Type">The posting.</param>
    /// <param name="Signed">True where the sign tells debt from credit: more debt where positive.</param>
    public readonly record struct Meaning(PostingType Type, bool Signed)
    {
        /// <summary>Number of the action of a contact.</summary>
        public byte Action { get; init; }
    }
}
