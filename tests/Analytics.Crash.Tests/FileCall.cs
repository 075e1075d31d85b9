using System.Text;

namespace Analytics.Crash.Tests;

/// <summary>A call that changed files, as the shim wrote it down.</summary>
/// <param name="Kind">C create, W write, T truncate, F flush, R rename, X exchange, L link, S symbolic link, U unlink, M directory, H mode.</param>
/// <param name="Path">Its path.</param>
/// <param name="Other">The second path; the target of a symbolic link.</param>
/// <param name="Offset">Offset of a write; length of a truncation; 1 where a create empties.</param>
/// <param name="Data">What was written.</param>
internal sealed record FileCall(char Kind, string Path, string Other, long Offset, byte[] Data)
{
    /// <summary>Reads a record, paths relative to the work directory; calls outside it are left out.</summary>
    public static List<FileCall> Read(string log, string root)
    {
        var calls = new List<FileCall>();
        using var reader = new BinaryReader(File.OpenRead(log));
        while (reader.BaseStream.Position < reader.BaseStream.Length)
        {
            var kind = (char)reader.ReadByte();
            reader.ReadInt64();
            var (first, second) = (Text(reader), Text(reader));
            var offset = reader.ReadInt64();
            var data = reader.ReadBytes((int)reader.ReadUInt32());
            // a file that has lost its last name leaves nothing behind
            if (!first.EndsWith(" (deleted)", StringComparison.Ordinal))
            {
                calls.Add(
                    new FileCall(
                        kind,
                        Relative(first, root),
                        kind == 'S' ? second : Relative(second, root),
                        offset,
                        data
                    )
                );
            }
        }

        return calls;
    }

    private static string Text(BinaryReader reader) =>
        Encoding.UTF8.GetString(reader.ReadBytes((int)reader.ReadUInt32()));

    private static string Relative(string path, string root) =>
        path.Length <= root.Length ? "" : path[(root.Length + 1)..];
}
