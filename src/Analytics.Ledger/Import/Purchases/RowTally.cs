namespace Analytics.Ledger.Import.Purchases;

/// <summary>Rows and their money, minor units of the holder's scale; rows whose amount could not be read are counted apart.</summary>
internal struct RowTally
{
    /// <summary>Rows.</summary>
    public long Rows;

    /// <summary>Rows whose amount could not be read.</summary>
    public long Unreadable;

    /// <summary>Money of the readable rows.</summary>
    public Int128 Units;

    /// <summary>Counts a row with an amount.</summary>
    public void Add(Int128 units)
    {
        Rows++;
        Units = checked(Units + units);
    }

    /// <summary>Counts a row without a readable amount.</summary>
    public void AddUnreadable()
    {
        Rows++;
        Unreadable++;
    }

    /// <summary>Adds another tally of the same scale.</summary>
    public void Add(in RowTally other)
    {
        Rows += other.Rows;
        Unreadable += other.Unreadable;
        Units = checked(Units + other.Units);
    }

    /// <summary>Takes another tally of the same scale away.</summary>
    public void Subtract(in RowTally other)
    {
        Rows -= other.Rows;
        Unreadable -= other.Unreadable;
        Units -= other.Units;
    }
}
