using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>Memory that is soon looked at, fetched while other work is done; nothing happens where the processor cannot.</summary>
internal static unsafe class CacheLine
{
    /// <summary>Bytes that come together.</summary>
    public const int Bytes = 64;

    /// <summary>Fetches the line of an address.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch(void* address)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(address);
        }
    }

    /// <summary>Fetches the line where a value begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch<T>(ref T value) => Prefetch(Unsafe.AsPointer(ref value));
}
