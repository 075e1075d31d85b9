using System.Numerics;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>A set of calendar days.</summary>
internal sealed class DaySet
{
    private readonly ulong[] _words = new ulong[(DateOnly.MaxValue.DayNumber / 64) + 1];

    /// <summary>Adds a day.</summary>
    public void Add(int day) => _words[day >> 6] |= 1UL << (day & 63);

    /// <summary>Adds all days of another set.</summary>
    public void Add(DaySet other)
    {
        for (var i = 0; i < _words.Length; i++)
        {
            _words[i] |= other._words[i];
        }
    }

    /// <summary>The latest day before <paramref name="limit"/>, or -1.</summary>
    public int LastBefore(int limit)
    {
        for (var day = limit - 1; day >= 0; )
        {
            var word = _words[day >> 6] << (63 - (day & 63));
            if (word != 0)
            {
                return day - BitOperations.LeadingZeroCount(word);
            }

            day = ((day >> 6) << 6) - 1;
        }

        return -1;
    }
}
