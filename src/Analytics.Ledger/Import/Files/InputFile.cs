using System.IO.Compression;
using System.Text;
using Analytics.Core.Faults;
using Analytics.Ledger.Import.Scanning;

namespace Analytics.Ledger.Import.Files;

/// <summary>One export on disk, plain, gzip or zstd by its first bytes; standard input is spooled to a temporary file first.</summary>
internal sealed class InputFile : IDisposable
{
    private const int MagicBytes = 4;
    private readonly bool _isSpool;

    // without it a gzip file that was cut short ends like a whole one (DeflateStream reads the switch at its first use)
    static InputFile() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

    private InputFile(string path, string name, bool isSpool)
    {
        Path = path;
        Name = name;
        _isSpool = isSpool;
        Span<byte> magic = stackalloc byte[MagicBytes];
        using var handle = OpenHandle();
        Identity = FileIdentity.Of(path);
        Length = RandomAccess.GetLength(handle);
        var read = RandomAccess.Read(handle, magic, 0);
        Compression = CompressionOf(magic[..read]);
    }

    /// <summary>How the bytes are packed.</summary>
    public enum Packing
    {
        /// <summary>As they are.</summary>
        None,

        /// <summary>gzip, one or several members.</summary>
        Gzip,

        /// <summary>zstd frames.</summary>
        Zstd,
    }

    /// <summary>Where the bytes are.</summary>
    public string Path { get; }

    /// <summary>The name shown to users: the path as given, or <c>-</c>.</summary>
    public string Name { get; }

    /// <summary>What the file was when it was opened.</summary>
    public FileIdentity Identity { get; }

    /// <summary>Bytes on disk.</summary>
    public long Length { get; }

    /// <summary>How the bytes are packed.</summary>
    public Packing Compression { get; }

    /// <summary>True where a scan can start anywhere.</summary>
    public bool IsSeekable => Compression == Packing.None;

    /// <summary>Opens a file, or spools standard input when <paramref name="path"/> is <c>-</c>.</summary>
    /// <exception cref="FileFault">The file is missing, a directory, or not readable.</exception>
    public static InputFile Open(string path) =>
        path == "-" ? Spool() : new InputFile(path, path, false);

    /// <summary>The text from <paramref name="offset"/> on, transcoded to UTF-8 where the encoding is another.</summary>
    /// <remarks>Whoever reads it to its end learns there when the file changed meanwhile.</remarks>
    public ITextSource OpenText(long offset, Encoding encoding) =>
        new SteadyText(OpenAnyText(offset, encoding), this);

    /// <summary>Holds the file against what it was when it was opened.</summary>
    /// <exception cref="DataFault">It is still being written.</exception>
    public void RequireUnchanged() => Identity.RequireUnchanged(Path, Name);

    private ITextSource OpenAnyText(long offset, Encoding encoding)
    {
        var isUtf8 = encoding.CodePage is 65001 or 20127;
        if (IsSeekable && isUtf8)
        {
            return new FileText(OpenHandle(), offset);
        }

        ITextSource text = isUtf8
            ? new StreamText(OpenStream(), Name)
            : new TranscodedText(OpenStream(), encoding, Name);
        Skip(text, offset);
        return text;
    }

    /// <summary>The unpacked bytes.</summary>
    public Stream OpenStream()
    {
        var file = new FileStream(OpenHandle(), FileAccess.Read, 1 << 16);
        return Compression switch
        {
            Packing.Gzip => new GZipStream(file, CompressionMode.Decompress),
            Packing.Zstd => new ZstdSharp.DecompressionStream(file),
            _ => file,
        };
    }

    /// <summary>The first unpacked bytes, at most <paramref name="count"/>.</summary>
    public byte[] ReadHead(int count)
    {
        using var text = new StreamText(OpenStream(), Name);
        var buffer = new byte[count];
        var length = 0;
        while (length < count)
        {
            var read = text.Read(buffer.AsSpan(length));
            if (read == 0)
            {
                break;
            }

            length += read;
        }

        return buffer[..length];
    }

    /// <summary>SHA-256 and number of the unpacked bytes.</summary>
    public (string Sha256, long Bytes) ContentHash(CancellationToken cancel)
    {
        using var text = new StreamText(OpenStream(), Name);
        using var hash = System.Security.Cryptography.IncrementalHash.CreateHash(
            System.Security.Cryptography.HashAlgorithmName.SHA256
        );
        var buffer = new byte[1 << 20];
        long bytes = 0;
        for (var read = text.Read(buffer); read > 0; read = text.Read(buffer))
        {
            cancel.ThrowIfCancellationRequested();
            hash.AppendData(buffer, 0, read);
            bytes += read;
        }

        return (Convert.ToHexStringLower(hash.GetHashAndReset()), bytes);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isSpool)
        {
            File.Delete(Path);
        }
    }

    private Microsoft.Win32.SafeHandles.SafeFileHandle OpenHandle()
    {
        try
        {
            return File.OpenHandle(
                Path,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete
            );
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FileFault($"{Name}: no such file", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new FileFault(
                Directory.Exists(Path)
                    ? $"{Name}: is a directory; name its files, for example {Name.TrimEnd('/')}/*.csv"
                    : $"{Name}: no permission to read",
                e
            );
        }
        catch (IOException e)
        {
            throw new FileFault($"{Name}: cannot be read: {e.Message}", e);
        }
    }

    private static InputFile Spool()
    {
        var path = System.IO.Path.GetTempFileName();
        using (var input = OpenStandardInput())
        using (
            var file = new FileStream(
                path,
                FileMode.Create,
                FileAccess.Write,
                FileShare.None,
                1 << 20
            )
        )
        {
            input.CopyTo(file, 1 << 20);
        }

        return new InputFile(path, "-", true);
    }

    private static FileStream OpenStandardInput() =>
        new FileStream(
            new Microsoft.Win32.SafeHandles.SafeFileHandle(0, false),
            FileAccess.Read,
            1
        );

    private static void Skip(ITextSource text, long count)
    {
        var buffer = new byte[(int)Math.Min(count, 1 << 16)];
        while (count > 0)
        {
            var read = text.Read(buffer.AsSpan(0, (int)Math.Min(count, buffer.Length)));
            if (read == 0)
            {
                return;
            }

            count -= read;
        }
    }

    private static Packing CompressionOf(ReadOnlySpan<byte> magic)
    {
        if (magic.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
        {
            return Packing.Gzip;
        }

        return magic.StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD])
            ? Packing.Zstd
            : Packing.None;
    }
}
