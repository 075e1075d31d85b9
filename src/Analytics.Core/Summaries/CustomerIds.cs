using System.Text;

namespace Analytics.Core.Summaries;

/// <summary>
/// Customer ids as UTF-8 bytes in one column, each exactly as it stood in the export (no trimming, no case folding).
/// Pages of bytes keep the column free of one object per customer.
/// </summary>
public sealed class CustomerIds
{
    private readonly byte[][] _pages;
    private readonly long[] _places;

    /// <summary>Wraps pages of bytes.</summary>
    /// <param name="pages">The bytes; an id never crosses a page.</param>
    /// <param name="places">Per customer: page number in the high 24 bits, offset in the next 24, length in the low 16.</param>
    public CustomerIds(byte[][] pages, long[] places)
    {
        _pages = pages;
        _places = places;
    }

    /// <summary>Number of customers.</summary>
    public int Count => _places.Length;

    /// <summary>The id's bytes.</summary>
    public ReadOnlySpan<byte> this[int row]
    {
        get
        {
            var place = _places[row];
            return _pages[(int)(place >>> 40)]
                .AsSpan((int)(place >>> 16) & 0xFFFFFF, (int)place & 0xFFFF);
        }
    }

    /// <summary>The id as text.</summary>
    public string Text(int row) => Encoding.UTF8.GetString(this[row]);

    /// <summary>Packs page, offset and length into one place.</summary>
    public static long Place(int page, int offset, int length) =>
        ((long)page << 40) | ((long)offset << 16) | (uint)length;

    /// <summary>Where the ids of others stand here: a row per id of theirs, -1 where it is not here. Both ascend by bytes.</summary>
    public int[] PlacesOf(CustomerIds others)
    {
        var (places, here) = (new int[others.Count], 0);
        for (var row = 0; row < places.Length; row++)
        {
            places[row] = -1;
            for (; here < Count; here++)
            {
                var order = this[here].SequenceCompareTo(others[row]);
                if (order >= 0)
                {
                    places[row] = order == 0 ? here : -1;
                    break;
                }
            }
        }

        return places;
    }

    /// <summary>The ids of some rows, in the order given. The bytes are shared, eight bytes are copied per row.</summary>
    /// <param name="rows">Rows of this column.</param>
    public CustomerIds Subset(ReadOnlySpan<int> rows)
    {
        var places = new long[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            places[i] = _places[rows[i]];
        }

        return new CustomerIds(_pages, places);
    }

    /// <summary>A column from ready texts, in the given order (for tests, stores and small tables).</summary>
    public static CustomerIds FromTexts(IReadOnlyList<string> texts)
    {
        var pages = new byte[texts.Count][];
        var places = new long[texts.Count];
        for (var i = 0; i < texts.Count; i++)
        {
            pages[i] = Encoding.UTF8.GetBytes(texts[i]);
            places[i] = Place(i, 0, pages[i].Length);
        }

        return new CustomerIds(pages, places);
    }
}
