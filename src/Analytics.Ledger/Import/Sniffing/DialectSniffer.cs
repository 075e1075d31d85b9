using System.Text;
using Analytics.Ledger.Import.Scanning;

namespace Analytics.Ledger.Import.Sniffing;

/// <summary>
/// Finds delimiter, quote, escape, record end and leading lines from the first megabyte: the dialect under which records have the same
/// number of fields and the fields look like numbers, dates and words wins (after van den Burg, Nazabal and Sutton, "Wrangling messy CSV
/// files by detecting row and type patterns", 2019).
/// </summary>
internal static class DialectSniffer
{
    private const int MostRecords = 120;
    private const int MostPreamble = 30;
    private const int LeastTableRows = 3;

    // shorter than the head of the file, so that a quote left open there hides its own line and not all the rest
    private const int LongestRecord = 1 << 16;
    private const double GoodShare = 0.8;
    private static readonly char[] Delimiters = [',', ';', '\t', '|', '^', '~'];

    /// <summary>The dialect of a text.</summary>
    /// <param name="head">UTF-8 text from its beginning, byte-order mark left out.</param>
    /// <param name="isWhole">True where the text ends with <paramref name="head"/>.</param>
    /// <param name="settings">What the user fixed.</param>
    public static Dialect Detect(ReadOnlySpan<byte> head, bool isWhole, ImportSettings settings)
    {
        var ends = LineEndOf(head);
        var plain = new Dialect
        {
            CarriageReturnOnly = ends == "CR",
            LineEnd = ends,
            HeaderRows = 0,
        };
        var best = plain;
        var bestScore = -1.0;
        foreach (var candidate in Candidates(plain, settings))
        {
            if (!candidate.IsBlanks && !head.Contains((byte)candidate.Delimiter) && bestScore >= 0)
            {
                continue;
            }

            var score = Score(head, isWhole, candidate);
            if (score > bestScore + 1e-9)
            {
                (best, bestScore) = (candidate, score);
            }
        }

        return best;
    }

    /// <summary>The first records under a dialect as texts; refused records are left out.</summary>
    public static List<string[]> Records(
        ReadOnlySpan<byte> head,
        bool isWhole,
        Dialect dialect,
        int most
    )
    {
        var records = new List<string[]>();
        foreach (var record in Tokenize(head, isWhole, dialect, most))
        {
            if (record.Fields is { } fields)
            {
                records.Add(fields);
            }
        }

        return records;
    }

    /// <summary>The first records with the offset at which each begins; null fields for refused ones.</summary>
    public static List<SampledRecord> Tokenize(
        ReadOnlySpan<byte> head,
        bool isWhole,
        Dialect dialect,
        int most
    )
    {
        var tokenizer = new RecordTokenizer(new TableShape(dialect, 0, [], LongestRecord));
        var records = new List<SampledRecord>();
        var position = 0;
        while (position < head.Length && records.Count < most)
        {
            var status = tokenizer.Read(head, position, isWhole);
            if (status == RecordStatus.NeedMore)
            {
                break;
            }

            var start = position;
            position = tokenizer.Next;
            var isBlank =
                tokenizer.Fields.Length == 0
                || (
                    tokenizer.Fields.Length == 1
                    && tokenizer.Fields[0].Start == tokenizer.Fields[0].End
                    && tokenizer.Fields[0].Start == start
                );
            if (isBlank && status == RecordStatus.Complete)
            {
                continue;
            }

            records.Add(
                new SampledRecord(
                    start,
                    position,
                    status == RecordStatus.Complete ? Texts(head, tokenizer.Fields, dialect) : null
                )
            );
        }

        return records;
    }

    private static string[] Texts(
        ReadOnlySpan<byte> head,
        ReadOnlySpan<(int Start, int End, bool Escaped)> fields,
        Dialect dialect
    )
    {
        var texts = new string[fields.Length];
        for (var i = 0; i < texts.Length; i++)
        {
            var text = Encoding.UTF8.GetString(head[fields[i].Start..fields[i].End]);
            if (fields[i].Escaped)
            {
                var quote = dialect.Quote!.Value.ToString();
                text = text.Replace(
                    (dialect.Escape?.ToString() ?? quote) + quote,
                    quote,
                    StringComparison.Ordinal
                );
            }

            texts[i] = text;
        }

        return texts;
    }

    private static IEnumerable<Dialect> Candidates(Dialect plain, ImportSettings settings)
    {
        char[] delimiters = settings.Delimiter is { } given
            ? [DelimiterOf(given)]
            : [.. Delimiters, Dialect.Blanks];
        char?[] quotes = settings.Quote is { } quote
            ? [quote == "none" ? null : quote[0]]
            : ['"', '\''];
        char?[] escapes = settings.Escape is { } escape ? [escape[0]] : [null, '\\'];
        foreach (var delimiter in delimiters)
        {
            if (delimiter == Dialect.Blanks)
            {
                yield return plain with
                {
                    Delimiter = delimiter,
                    Quote = null,
                };
                continue;
            }

            foreach (var q in quotes)
            {
                foreach (var e in q is null ? [null] : escapes)
                {
                    yield return plain with
                    {
                        Delimiter = delimiter,
                        Quote = q,
                        Escape = e == q ? null : e,
                    };
                }
            }
        }
    }

    private static char DelimiterOf(string given) =>
        given switch
        {
            "tab" or "\\t" => '\t',
            "blanks" or "space" or " " => Dialect.Blanks,
            "comma" => ',',
            "semicolon" => ';',
            "pipe" => '|',
            { Length: 1 } when given[0] < 128 => given[0],
            _ => throw new Core.Faults.UsageFault(
                $"--delimiter '{given}' is not one ASCII character, tab or blanks"
            ),
        };

    private static double Score(ReadOnlySpan<byte> head, bool isWhole, Dialect dialect)
    {
        if (!IsPlausibleQuoting(head, dialect))
        {
            return -0.5;
        }

        var records = Tokenize(head, isWhole, dialect, MostRecords);
        if (records.Count == 0)
        {
            return 0;
        }

        var (width, count) = CommonWidth(records);
        if (width < 2)
        {
            return 0.001;
        }

        var share = (double)count / records.Count;
        double typed = 0,
            cells = 0;
        foreach (var record in records)
        {
            if (record.Fields?.Length != width)
            {
                continue;
            }

            foreach (var cell in record.Fields)
            {
                cells++;
                typed += CellType.IsTyped(cell) ? 1 : 0;
            }
        }

        var score = share * share * (1 - (1.0 / width)) * (0.1 + (typed / cells));
        // blanks stand in every sentence: they delimit only where nothing else does
        return dialect.IsBlanks ? (share >= GoodShare ? score * 0.2 : 0) : score;
    }

    /// <summary>An apostrophe quotes, and a backslash escapes, only where the text shows it.</summary>
    private static bool IsPlausibleQuoting(ReadOnlySpan<byte> head, Dialect dialect)
    {
        if (dialect.Escape == '\\' && head.IndexOf([(byte)'\\', dialect.QuoteByte]) < 0)
        {
            return false;
        }

        if (dialect.Quote != '\'')
        {
            return true;
        }

        var opens = Count(head, [(byte)dialect.Delimiter, (byte)'\'']) + Count(head, "\n'"u8);
        var closes =
            Count(head, [(byte)'\'', (byte)dialect.Delimiter])
            + Count(head, "'\n"u8)
            + Count(head, "'\r"u8);
        return opens > 0 && closes > 0 && Math.Abs(opens - closes) <= 1 + (opens / 10);
    }

    private static int Count(ReadOnlySpan<byte> text, ReadOnlySpan<byte> pattern) =>
        text.Count(pattern);

    private static string LineEndOf(ReadOnlySpan<byte> head)
    {
        var lines = head.Count((byte)'\n');
        if (lines == 0)
        {
            return head.Contains((byte)'\r') && head[..^1].Contains((byte)'\r') ? "CR" : "LF";
        }

        return head.Count("\r\n"u8) * 2 > lines ? "CRLF" : "LF";
    }

    /// <summary>The number of fields that most records have, of equally frequent ones the larger, and how many have it.</summary>
    private static (int Width, int Count) CommonWidth(IReadOnlyList<SampledRecord> records)
    {
        var widest = 0;
        foreach (var record in records)
        {
            widest = Math.Max(widest, record.Fields?.Length ?? 0);
        }

        var counts = new int[widest + 1];
        foreach (var record in records)
        {
            if (record.Fields is { } fields)
            {
                counts[fields.Length]++;
            }
        }

        var width = 0;
        for (var w = 0; w < counts.Length; w++)
        {
            width = counts[w] > 0 && counts[w] >= counts[width] ? w : width;
        }

        return (width, counts[width]);
    }

    /// <summary>Number of lines before the table: leading records with fewer fields than the table has.</summary>
    public static int PreambleOf(IReadOnlyList<SampledRecord> records)
    {
        var (width, count) = CommonWidth(records);
        if (width < 2 || count < LeastTableRows || count * 2 < records.Count)
        {
            return 0;
        }

        var skip = 0;
        while (skip < MostPreamble && (records[skip].Fields?.Length ?? 0) < width)
        {
            skip++;
        }

        return skip == MostPreamble ? 0 : skip;
    }
}
