using System.Runtime.CompilerServices;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>
/// Order ids as 64-bit codes that grow with the id where ids are numbered: up to 7 bytes as they are; a short prefix before up to 15
/// digits by prefix number and value (both without loss); anything else as 62 bits of hash, which only meet inside one customer.
/// </summary>
internal sealed class OrderCodes
{
    private const int MostDigits = 15;
    private const int MostPrefixes = 32;
    private const int OffsetBits = 44;
    private const ulong Numbered = 1UL << 62;
    private const ulong Hashed = 1UL << 63;
    private const ulong Alone = 3UL << 62;
    private readonly PrefixList _shared;
    private byte[] _lastPrefix = [];
    private int _lastNumber = -1;

    /// <summary>Codes of one part; prefixes are numbered together with all other parts.</summary>
    public OrderCodes(PrefixList shared) => _shared = shared;

    /// <summary>The code of a row that names no order: an order of its own.</summary>
    /// <param name="file">Number of the file, below 262,144.</param>
    /// <param name="offset">The row's offset in its text, below 16 TB.</param>
    public static ulong OfRow(int file, long offset) =>
        Alone | ((ulong)file << OffsetBits) | (ulong)offset;

    /// <summary>The code of an id; equal ids have equal codes in all parts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Of(ReadOnlySpan<byte> id)
    {
        if (id.Length > 7)
        {
            return OfLong(id);
        }

        ulong value = 0;
        foreach (var c in id)
        {
            value = (value << 8) | c;
        }

        return ((ulong)id.Length << 56) | value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong OfLong(ReadOnlySpan<byte> id) =>
        id.Length <= MostDigits
        && _lastNumber >= 0
        && _lastPrefix.Length == 0
        && TryDigits(id, out var value)
            ? Coded(_lastNumber, id.Length, value)
            : OfAny(id);

    private static ulong Coded(int prefix, int digits, ulong value) =>
        Numbered | ((ulong)prefix << 56) | ((ulong)digits << 52) | value;

    /// <summary>The value of an id of 8 to 15 digits; false for every other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe bool TryDigits(ReadOnlySpan<byte> id, out ulong value)
    {
        fixed (byte* text = id)
        {
            var high = 0UL;
            var rest = id.Length - DigitWord.Bytes;
            var isNumber =
                DigitWord.TryDigits(text + rest, DigitWord.Bytes, out var low)
                && (rest == 0 || DigitWord.TryDigits(text, rest, out high));
            value = (high * 100_000_000) + low;
            return isNumber;
        }
    }

    private ulong OfAny(ReadOnlySpan<byte> id)
    {
        var start = id.Length;
        var least = Math.Max(0, id.Length - MostDigits);
        ulong value = 0;
        ulong power = 1;
        while (start > least && (uint)(id[start - 1] - '0') <= 9)
        {
            start--;
            value += power * (ulong)(id[start] - '0');
            power *= 10;
        }

        var digits = id.Length - start;
        var number = digits < 4 ? -1 : NumberOf(id[..start]);
        return number < 0 ? Hashed | (IdKey.HashBytes(id) >> 2) : Coded(number, digits, value);
    }

    private int NumberOf(ReadOnlySpan<byte> prefix)
    {
        if (_lastNumber < 0 || !prefix.SequenceEqual(_lastPrefix))
        {
            _lastPrefix = prefix.ToArray();
            _lastNumber = _shared.NumberOf(_lastPrefix);
        }

        return _lastNumber;
    }

    /// <summary>The prefixes seen so far, numbered; safe for several threads.</summary>
    /// <param name="known">Prefixes that have their numbers already, in the order of these.</param>
    internal sealed class PrefixList(IEnumerable<byte[]> known)
    {
        private readonly List<byte[]> _prefixes = [.. known];

        /// <summary>No prefixes yet.</summary>
        public PrefixList()
            : this([]) { }

        /// <summary>The prefixes in the order of their numbers.</summary>
        public IReadOnlyList<byte[]> All => _prefixes;

        /// <summary>The prefix's number, or -1 once there are too many.</summary>
        public int NumberOf(byte[] prefix)
        {
            lock (_prefixes)
            {
                for (var i = 0; i < _prefixes.Count; i++)
                {
                    if (_prefixes[i].AsSpan().SequenceEqual(prefix))
                    {
                        return i;
                    }
                }

                if (_prefixes.Count == MostPrefixes)
                {
                    return -1;
                }

                _prefixes.Add(prefix);
                return _prefixes.Count - 1;
            }
        }
    }
}
