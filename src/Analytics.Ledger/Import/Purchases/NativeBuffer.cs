using System.Runtime.InteropServices;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>
/// Memory outside the garbage collector. Large blocks come from the kernel as they are, already zero, and ask for large pages, which halves the
/// cost of random access.
/// </summary>
internal sealed unsafe partial class NativeBuffer : IDisposable
{
    private const int LargePage = 1 << 21;
    private const int AdviseHugePages = 14;
    private const int ReadAndWrite = 3;
    private const int PrivateAndAnonymous = 0x22;
    private const nint NotMapped = -1;
    private readonly nint _mapped;

    /// <summary>Allocates.</summary>
    /// <param name="bytes">Size.</param>
    /// <param name="isCleared">False where the content does not matter.</param>
    public NativeBuffer(long bytes, bool isCleared = true)
    {
        Bytes = bytes;
        if (bytes >= LargePage && OperatingSystem.IsLinux())
        {
            _mapped = Map(0, Mapped, ReadAndWrite, PrivateAndAnonymous, -1, 0);
        }

        if (_mapped is not (0 or NotMapped))
        {
            Pointer = (byte*)((_mapped + LargePage - 1) & ~(nint)(LargePage - 1));
            // advice only: a kernel without large pages refuses and nothing is lost
            _ = Advise(Pointer, (nuint)bytes, AdviseHugePages);
        }
        else
        {
            Pointer = (byte*)NativeMemory.AlignedAlloc((nuint)bytes, 64);
            if (isCleared)
            {
                NativeMemory.Clear(Pointer, (nuint)bytes);
            }
        }

        GC.AddMemoryPressure(bytes);
    }

    /// <summary>The first byte.</summary>
    public byte* Pointer { get; private set; }

    /// <summary>Size.</summary>
    public long Bytes { get; }

    // room to begin at a large page; what is not touched costs nothing
    private nuint Mapped => (nuint)Bytes + LargePage;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Pointer == null)
        {
            return;
        }

        if (_mapped is not (0 or NotMapped))
        {
            _ = Unmap(_mapped, Mapped);
        }
        else
        {
            NativeMemory.AlignedFree(Pointer);
        }

        Pointer = null;
        GC.RemoveMemoryPressure(Bytes);
    }

    [LibraryImport("libc", EntryPoint = "mmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Map(
        nint address,
        nuint length,
        int protection,
        int flags,
        int file,
        nint offset
    );

    [LibraryImport("libc", EntryPoint = "munmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Unmap(nint address, nuint length);

    [LibraryImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Advise(void* address, nuint length, int advice);
}
