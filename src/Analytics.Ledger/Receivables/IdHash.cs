using System.Buffers.Binary;

namespace Analytics.Ledger.Receivables;

/// <summary>64 bits of an id (eight bytes at a time, mixed as in SplitMix64); never 0, which stands for no id.</summary>
internal static class IdHash
{
    public static ulong Of(ReadOnlySpan<byte> id)
    {
        var hash = 0x9E3779B97F4A7C15UL ^ (ulong)id.Length;
        while (id.Length >= 8)
        {
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(id));
            id = id[8..];
        }

        ulong rest = 0;
        for (var i = 0; i < id.Length; i++)
        {
            rest |= (ulong)id[i] << (8 * i);
        }

        hash = Mix(hash ^ rest);
        return hash == 0 ? 1 : hash;
    }

    private static ulong Mix(ulong z)
    {
        z += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
