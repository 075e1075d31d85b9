using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Analytics.Core.Delinquency.Ledger;

/// <summary>One account at one cycle close: a function of the postings up to that day and of nothing later.</summary>
public struct AccountCycle
{
    private BucketUnits _open;
    private BucketCounts _items;

    /// <summary>Day number of the close.</summary>
    public int CloseDay { get; set; }

    /// <summary>The state.</summary>
    public DelinquencyState State { get; set; }

    /// <summary>Days since the oldest material unpaid due date, else 0.</summary>
    public int DaysPastDue { get; set; }

    /// <summary>Open amounts by ageing bucket, in minor units.</summary>
    [UnscopedRef]
    public ref BucketUnits Open => ref _open;

    /// <summary>Open items by ageing bucket.</summary>
    [UnscopedRef]
    public ref BucketCounts Items => ref _items;

    /// <summary>Open amounts in dispute that are kept apart.</summary>
    public long Disputed { get; set; }

    /// <summary>Money and credits that met no debt: lowers the exposure, cures nothing.</summary>
    public long Unapplied { get; set; }

    /// <summary>Invoiced since the close before.</summary>
    public long Billed { get; set; }

    /// <summary>Money received since the close before.</summary>
    public long Paid { get; set; }

    /// <summary>Debt given up since the close before.</summary>
    public long WrittenOff { get; set; }

    /// <summary>Number of invoices since the close before.</summary>
    public int Invoices { get; set; }

    /// <summary>Number of payments since the close before.</summary>
    public int Payments { get; set; }

    /// <summary>Sum over allocations since the close before of the days from due day to payment (negative = early).</summary>
    public int PaymentDelay { get; set; }

    /// <summary>Number of those allocations.</summary>
    public int Allocations { get; set; }

    /// <summary>Number of allocations after the due day.</summary>
    public int LateAllocations { get; set; }

    /// <summary>The action of the last contact since the close before; 0 where there was none.</summary>
    public byte Contact { get; set; }

    /// <summary>Sum of the buckets, in minor units.</summary>
    public readonly Int128 Balance
    {
        get
        {
            Int128 sum = 0;
            for (var b = 0; b < Ageing.Count; b++)
            {
                sum += _open[b];
            }

            return sum;
        }
    }

    /// <summary>What could be lost: balance and disputed amounts less unapplied cash, never below 0.</summary>
    public readonly Int128 Exposure => Int128.Max(0, Balance + Disputed - Unapplied);

    /// <summary>The open amount that is past due.</summary>
    public readonly Int128 Overdue => Balance - _open[0];
}

/// <summary>Minor units per ageing bucket.</summary>
[InlineArray(Ageing.Count)]
public struct BucketUnits
{
    private long _first;
}

/// <summary>Numbers of items per ageing bucket.</summary>
[InlineArray(Ageing.Count)]
public struct BucketCounts
{
    private int _first;
}
