using System.Globalization;
using System.Runtime.InteropServices;
using Analytics.Core.Faults;
using Analytics.Ledger.Disk;
using Microsoft.Win32.SafeHandles;

namespace Analytics.Ledger.Store;

/// <summary>
/// The right to write a store: a lock of the operating system on one file, so that it ends with the process that holds it, however that
/// ends. The text in the file only tells others who that is. Readers never ask for it.
/// </summary>
internal sealed partial class StoreLock : IDisposable
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "LOCK";

    private const int Exclusive = 2;
    private const int NonBlocking = 4;
    private const int ReadWrite = 2;
    private static readonly int CloseOnExec = OperatingSystem.IsMacOS() ? 0x1000000 : 0x80000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);
    private readonly SafeFileHandle _handle;

    private StoreLock(SafeFileHandle handle) => _handle = handle;

    /// <summary>Takes the lock.</summary>
    /// <param name="directory">The store.</param>
    /// <param name="holder">Who asks: one line that others are told.</param>
    /// <param name="wait">How long to wait for another holder; null = as long as it takes, zero = not at all.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="LockFault">Another process holds it.</exception>
    public static StoreLock Take(
        string directory,
        string holder,
        TimeSpan? wait,
        CancellationToken cancel
    )
    {
        var path = Path.Combine(directory, FileName);
        var waited = System.Diagnostics.Stopwatch.StartNew();
        while (true)
        {
            if (TryTake(path) is { } handle)
            {
                Tell(handle, holder);
                return new StoreLock(handle);
            }

            if (wait is { } limit && waited.Elapsed >= limit)
            {
                throw new LockFault(
                    $"{directory}: another process writes this store: {Holder(path)}; try again later, or wait for it with --wait"
                );
            }

            cancel.WaitHandle.WaitOne(Pause);
            cancel.ThrowIfCancellationRequested();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        RandomAccess.SetLength(_handle, 0);
        _handle.Dispose();
    }

    private static SafeFileHandle? TryTake(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            try
            {
                return File.OpenHandle(
                    path,
                    FileMode.OpenOrCreate,
                    FileAccess.ReadWrite,
                    FileShare.Read
                );
            }
            catch (IOException) when (File.Exists(path))
            {
                return null;
            }
        }

        if (!File.Exists(path))
        {
            Create(path);
        }

        var handle = OpenUnlocked(path);
        if (Flock((int)handle.DangerousGetHandle(), Exclusive | NonBlocking) == 0)
        {
            return handle;
        }

        handle.Dispose();
        return null;
    }

    private static void Create(string path)
    {
        try
        {
            Durable.CreateFile(path).Dispose();
        }
        catch (IOException) when (File.Exists(path))
        {
            // another process was faster; the lock decides
        }
    }

    // the base library locks every file it opens: those who only want to read the holder's name would be refused
    private static SafeFileHandle OpenUnlocked(string path)
    {
        var descriptor = Open(path, ReadWrite | CloseOnExec);
        return descriptor >= 0
            ? new SafeFileHandle(descriptor, ownsHandle: true)
            : throw new FileFault(
                $"{path}: cannot be opened: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}"
            );
    }

    private static void Tell(SafeFileHandle handle, string holder)
    {
        RandomAccess.SetLength(handle, 0);
        RandomAccess.Write(handle, System.Text.Encoding.UTF8.GetBytes(holder + "\n"), 0);
    }

    private static string Holder(string path)
    {
        using var handle = OperatingSystem.IsWindows()
            ? File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite)
            : OpenUnlocked(path);
        var bytes = new byte[1 << 10];
        var text = System.Text.Encoding.UTF8.GetString(
            bytes,
            0,
            RandomAccess.Read(handle, bytes, 0)
        );
        text = text.TrimEnd('\n');
        return string.IsNullOrEmpty(text) ? "it has just begun" : text;
    }

    /// <summary>The line that names this process.</summary>
    /// <param name="command">What it does, as a user would write it.</param>
    /// <param name="clock">Tells since when.</param>
    public static string Describe(string command, TimeProvider clock) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"process {Environment.ProcessId} on {Environment.MachineName}, since {clock.GetUtcNow():yyyy-MM-dd HH:mm:ss} UTC, {command}"
        );

    [LibraryImport(
        "libc",
        EntryPoint = "open",
        SetLastError = true,
        StringMarshalling = StringMarshalling.Utf8
    )]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int Flock(int descriptor, int operation);
}
