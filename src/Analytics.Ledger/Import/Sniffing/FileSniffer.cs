using System.Text;
using Analytics.Core.Faults;
using Analytics.Ledger.Import.Files;

namespace Analytics.Ledger.Import.Sniffing;

/// <summary>Looks at the head of a file and makes its profile: encoding, dialect, header, column types. Roles are given by <see cref="RoleFinder"/>.</summary>
internal static class FileSniffer
{
    private const int HeadBytes = 1 << 19;
    private const int MostRecords = 20_000;
    private const int ProfiledRecords = 2_000;

    /// <summary>Makes the profile.</summary>
    /// <exception cref="DataFault">The header is not the expected one.</exception>
    public static FileProfile Profile(InputFile file, ImportSettings settings)
    {
        var raw = file.ReadHead(HeadBytes);
        var isWhole = raw.Length < HeadBytes;
        var (encoding, mark) = EncodingSniffer.Detect(raw, settings.Encoding);
        var isUtf8 = encoding.CodePage == 65001;
        var head = isUtf8 ? raw[mark..] : ToUtf8(raw, file, encoding);
        var dialect = DialectSniffer.Detect(head, isWhole, settings) with { Encoding = encoding };
        var records = DialectSniffer.Tokenize(head, isWhole, dialect, MostRecords);
        var preamble =
            settings.PreambleRows
            ?? (settings.ExpectedColumns is null ? DialectSniffer.PreambleOf(records) : 0);
        records = DropPreamble(records, head, dialect, preamble, settings.PreambleRows is not null);
        var headerRows =
            settings.HeaderRows
            ?? (
                settings.ExpectedColumns is not null ? 1
                : HeaderSniffer.HasHeader(records) ? 1
                : 0
            );
        dialect = dialect with { PreambleRows = preamble, HeaderRows = headerRows };
        var header = records
            .Take(headerRows)
            .Where(r => r.Fields is not null)
            .Select(r => r.Fields!)
            .ToList();
        var sample = records
            .Skip(headerRows)
            .Where(r => r.Fields is not null)
            .Select(r => r.Fields!)
            .ToList();
        var names = NamesOf(header, sample, settings, file.Name);
        var columns = names.Select((name, i) => new ColumnProfile(name, i)).ToList();
        foreach (var row in sample.Take(ProfiledRecords).Where(r => r.Length == columns.Count))
        {
            for (var i = 0; i < row.Length; i++)
            {
                columns[i].Add(row[i]);
            }
        }

        // the rows begin right behind the header: blank lines there are rows of a table of one column
        var dataStart =
            headerRows > 0 && records.Count > 0
                ? records[Math.Min(headerRows, records.Count) - 1].Next
            : records.Count > 0 && columns.Count > 1 ? records[0].Start
            : 0;
        return new FileProfile
        {
            Name = file.Name,
            Path = file.Path,
            Identity = file.Identity,
            Dialect = dialect,
            Columns = columns,
            DataOffset = dataStart + (isUtf8 ? mark : 0),
            DataLine = head.AsSpan(0, dataStart).Count(dialect.RecordEnd),
            MarkLength = mark,
            IsEmpty = raw.Length == mark,
            Sample = sample,
            RefusedRecords = records.Skip(headerRows).Count(r => r.Fields is null),
        };
    }

    private static List<SampledRecord> DropPreamble(
        List<SampledRecord> records,
        byte[] head,
        Dialect dialect,
        int preamble,
        bool isGiven
    )
    {
        if (preamble == 0)
        {
            return records;
        }

        if (!isGiven)
        {
            return records.Skip(preamble).ToList();
        }

        // a given number counts lines of the file, blank ones too
        var start = 0;
        for (var i = 0; i < preamble; i++)
        {
            var end = head.AsSpan(start).IndexOf(dialect.RecordEnd);
            start = end < 0 ? head.Length : start + end + 1;
        }

        return records.Where(r => r.Start >= start).ToList();
    }

    private static byte[] ToUtf8(byte[] raw, InputFile file, Encoding encoding)
    {
        using var text = new TranscodedText(new MemoryStream(raw), encoding, file.Name);
        using var all = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (var read = text.Read(buffer); read > 0; read = text.Read(buffer))
        {
            all.Write(buffer, 0, read);
        }

        return all.ToArray();
    }

    private static string[] NamesOf(
        List<string[]> header,
        List<string[]> sample,
        ImportSettings settings,
        string file
    )
    {
        var expected = settings.ExpectedColumns;
        if (header.Count == 0)
        {
            if (expected is not null)
            {
                throw new DataFault(
                    $"{file}: the file is empty; expected the header {string.Join(',', expected)}"
                );
            }

            var width =
                sample.Count == 0
                    ? 1
                    : sample.GroupBy(r => r.Length).OrderByDescending(g => g.Count()).First().Key;
            return Enumerable
                .Range(1, width)
                .Select(i => FormattableString.Invariant($"column_{i}"))
                .ToArray();
        }

        var names = Enumerable
            .Range(0, header.Max(h => h.Length))
            .Select(i =>
                string.Join(
                    ' ',
                    header.Where(h => i < h.Length && h[i].Length > 0).Select(h => h[i])
                )
            )
            .ToArray();
        if (expected is not null && !names.SequenceEqual(expected, StringComparer.Ordinal))
        {
            throw new DataFault(
                $"{file}: the header is {string.Join(',', names)}; expected {string.Join(',', expected)} (--columns)"
            );
        }

        return names;
    }
}
