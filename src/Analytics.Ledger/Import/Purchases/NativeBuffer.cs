using System.Runtime.InteropServices;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>Memory outside the garbage collector; large blocks ask the kernel for large pages, which halves the cost of random access.</summary>
internal sealed unsafe partial class NativeBuffer : IDisposable
{
    private const int LargePage = 1 << 21;
    private const int AdviseHugePages = 14;

    /// <summary>Allocates.</summary>
    /// <param name="bytes">Least size.</param>
    /// <param name="isCleared">False where the content does not matter.</param>
    public NativeBuffer(long bytes, bool isCleared = true)
    {
        // a large page is given only where all of it is asked for
        var isLarge = bytes >= LargePage / 2;
        bytes = isLarge ? (bytes + LargePage - 1) / LargePage * LargePage : bytes;
        Bytes = bytes;
        Pointer = (byte*)NativeMemory.AlignedAlloc((nuint)bytes, isLarge ? LargePage : 64u);
        if (isLarge && OperatingSystem.IsLinux())
        {
            // advice only: a kernel without large pages refuses and nothing is lost
            _ = Advise(Pointer, (nuint)bytes, AdviseHugePages);
        }

        if (isCleared)
        {
            NativeMemory.Clear(Pointer, (nuint)bytes);
        }

        GC.AddMemoryPressure(bytes);
    }

    /// <summary>The first byte.</summary>
    public byte* Pointer { get; private set; }

    /// <summary>Size; of large blocks a multiple of large pages.</summary>
    public long Bytes { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Pointer != null)
        {
            NativeMemory.AlignedFree(Pointer);
            Pointer = null;
            GC.RemoveMemoryPressure(Bytes);
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Advise(void* address, nuint length, int advice);
}
