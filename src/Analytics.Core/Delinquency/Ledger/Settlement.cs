namespace Analytics.Core.Delinquency.Ledger;

/// <summary>An invoice and the day on which it was paid in full.</summary>
/// <param name="Key">Its number.</param>
/// <param name="Day">Day number of the invoice.</param>
/// <param name="DueDay">Day number on which it was due.</param>
/// <param name="Units">Its amount in minor units.</param>
/// <param name="SettledDay">Day number of the last payment, <see cref="Open"/> or <see cref="Given"/>.</param>
public readonly record struct Settlement(ulong Key, int Day, int DueDay, long Units, int SettledDay)
{
    /// <summary>Stands for an invoice that is still open.</summary>
    public const int Open = int.MaxValue;

    /// <summary>Stands for an invoice that was credited or written off: nobody paid the last of it.</summary>
    public const int Given = -1;

    /// <summary>Whether it was paid after its due day, as far as a day can tell; null where that day cannot tell yet.</summary>
    /// <param name="asOf">What was known on this day.</param>
    public bool? IsLate(int asOf) =>
        SettledDay == Given ? null
        : SettledDay <= asOf ? SettledDay > DueDay
        : asOf > DueDay ? true
        : null;
}
