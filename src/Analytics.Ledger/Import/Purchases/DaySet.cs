using System.Numerics;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>A set of calendar days; memory follows the span between the first and the last.</summary>
internal sealed class DaySet
{
    private const int Margin = 64;
    private ulong[] _words = [];
    private int _first;

    /// <summary>Adds a day.</summary>
    public void Add(int day)
    {
        var word = (day >> 6) - _first;
        if ((uint)word >= (uint)_words.Length)
        {
            word = MakeRoom(day >> 6);
        }

        _words[word] |= 1UL << (day & 63);
    }

    /// <summary>Adds all days of another set.</summary>
    public void Add(DaySet other)
    {
        for (var i = 0; i < other._words.Length; i++)
        {
            for (var rest = other._words[i]; rest != 0; rest &= rest - 1)
            {
                Add(((other._first + i) << 6) + BitOperations.TrailingZeroCount(rest));
            }
        }
    }

    /// <summary>The latest day before <paramref name="limit"/>, or -1.</summary>
    public int LastBefore(int limit)
    {
        for (var i = Math.Min(_words.Length - 1, ((limit - 1) >> 6) - _first); i >= 0; i--)
        {
            var start = (_first + i) << 6;
            var word = limit - start < 64 ? _words[i] & ((1UL << (limit - start)) - 1) : _words[i];
            if (word != 0)
            {
                return start + BitOperations.Log2(word);
            }
        }

        return -1;
    }

    private int MakeRoom(int word)
    {
        var isEmpty = _words.Length == 0;
        var first = isEmpty ? word : Math.Min(_first, word);
        var end = isEmpty ? word + 1 : Math.Max(_first + _words.Length, word + 1);
        first = Math.Max(0, first - Margin);
        var words = new ulong[end + Margin - first];
        _words.CopyTo(words, isEmpty ? 0 : _first - first);
        (_words, _first) = (words, first);
        return word - first;
    }
}
