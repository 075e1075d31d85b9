using Analytics.Ledger.Import;

namespace Analytics.Ledger.Tests.Import.Reference;

/// <summary>A record and where it went.</summary>
internal sealed class ReferenceRow(string file, ReferenceRecord record)
{
    public string File { get; } = file;

    public ReferenceRecord Record { get; } = record;

    public RowFaultKind Fault { get; set; }

    public int FaultColumn { get; set; } = -1;

    public byte[] Customer { get; set; } = [];

    public byte[]? Order { get; set; }

    /// <summary>Signed: a return is negative.</summary>
    public ReferenceAmount? Amount { get; set; }

    public bool IsReturn { get; set; }

    public bool IsDated { get; set; }

    public int Day { get; set; }

    public bool IsDuplicate { get; set; }

    public Exclusion? Exclusion { get; set; }

    public bool IsAccepted => Fault == RowFaultKind.None && !IsDuplicate && Exclusion is null;
}
