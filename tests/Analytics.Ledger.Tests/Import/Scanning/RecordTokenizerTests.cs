using System.Text;
using Analytics.Ledger.Import;
using Analytics.Ledger.Import.Scanning;
using Analytics.Ledger.Tests.Import.Reference;
using CsCheck;
using CsvHelper;

namespace Analytics.Ledger.Tests.Import.Scanning;

public class RecordTokenizerTests
{
    private static readonly Gen<byte[]> Text = Gen.Frequency(
        (4, Gen.Const((byte)',')),
        (4, Gen.Const((byte)'"')),
        (3, Gen.Const((byte)'\n')),
        (2, Gen.Const((byte)'\r')),
        (8, Gen.Const((byte)'a')),
        (1, Gen.Const((byte)'\\')),
        (1, Gen.Const((byte)0)),
        (1, Gen.Const((byte)0xE9))
    ).Array[1, 60];

    private static readonly Dialect[] Dialects =
    [
        new(),
        new() { Escape = '\\' },
        new() { Quote = null },
        new() { Quote = '\'', Delimiter = 'a' },
        new() { CarriageReturnOnly = true },
        new() { Delimiter = Dialect.Blanks, Quote = null },
    ];

    [Fact]
    public void Records_are_the_same_whatever_the_window() =>
        Gen.Select(Text, Gen.OneOf(Dialects), Gen.Int[1, 8], Gen.Int[3, 70])
            .Sample(
                (text, dialect, step, most) =>
                {
                    var tokenizer = new RecordTokenizer(new TableShape(dialect, 0, [], most));
                    Assert.Equal(
                        Describe(tokenizer, text, text.Length, dialect.RecordEnd),
                        Describe(tokenizer, text, step, dialect.RecordEnd)
                    );
                },
                iter: 20_000
            );

    [Fact]
    public void Records_equal_those_of_the_reference() =>
        Text.Sample(
            text =>
            {
                byte[] file = [.. "header\n"u8, .. text];
                var tokenizer = new RecordTokenizer(new TableShape(new Dialect(), 3, [], 1 << 20));
                var found = new StringBuilder();
                for (var at = 7; at < file.Length; at = tokenizer.Next)
                {
                    Assert.NotEqual(RecordStatus.NeedMore, tokenizer.Read(file, at, isLast: true));
                    if (tokenizer.End > at)
                    {
                        found.Append(
                            System.Globalization.CultureInfo.InvariantCulture,
                            $"{at}-{tokenizer.End} {tokenizer.Fault} {tokenizer.FaultColumn}; "
                        );
                    }
                }

                var expected = new ReferenceReader(file, 3)
                    .Read()
                    .Select(r =>
                        // what the tokenizer leaves to the scanner: encoding and number of fields
                        r.Fault
                            is RowFaultKind.FieldCount
                                or RowFaultKind.InvalidEncoding
                            ? r with
                            {
                                Fault = RowFaultKind.None,
                            }
                            : r
                    )
                    .Select(r =>
                        FormattableString.Invariant(
                            $"{r.Offset}-{r.Offset + r.Raw.Length} {r.Fault} {r.Column}; "
                        )
                    );
                Assert.Equal(string.Concat(expected), found.ToString());
            },
            iter: 20_000
        );

    [Fact]
    public void Well_formed_records_equal_those_of_CsvHelper() =>
        Gen.OneOf("", "a", "b c", "d,e", "f\"g", "\"", "h\ni", "j\r\nk", "\r", "中文")
            .Array[3]
            .Array[1, 8]
            .Sample(
                rows =>
                {
                    var text = string.Concat(
                        rows.Select(r => string.Join(',', r.Select(v => DirtyFile.Field(v))) + "\n")
                    );
                    byte[] file = [.. "header\n"u8, .. Encoding.UTF8.GetBytes(text)];
                    var reference = new ReferenceReader(file, 3).Read();
                    var expected = rows.Select(r => string.Join('|', r)).ToList();
                    Assert.Equal(
                        expected,
                        reference.Select(r =>
                            string.Join('|', r.Fields!.Select(f => Encoding.UTF8.GetString(f)))
                        )
                    );
                    Assert.Equal(expected, ByCsvHelper(Encoding.UTF8.GetBytes(text)));
                },
                iter: 2_000
            );

    [Fact]
    public void A_record_of_the_largest_size_is_refused_and_a_shorter_one_is_not()
    {
        var shape = new TableShape(new Dialect(), 2, [], 10);
        foreach (var (text, isLast) in new[] { ("12345678,0\n", false), ("12345678,0", true) })
        {
            var tokenizer = new RecordTokenizer(shape);
            Assert.Equal(
                RecordStatus.Refused,
                tokenizer.Read(Encoding.ASCII.GetBytes(text), 0, isLast)
            );
            Assert.Equal(RowFaultKind.RecordTooLong, tokenizer.Fault);
            Assert.Equal(
                RecordStatus.Complete,
                tokenizer.Read(Encoding.ASCII.GetBytes(text[1..]), 0, isLast)
            );
        }
    }

    private static List<string> ByCsvHelper(byte[] text)
    {
        using var reader = CsvReader.Create(
            text,
            new CsvReaderOptions { HasHeader = false, SkipEmptyLines = false }
        );
        List<string> rows = [];
        while (reader.Read())
        {
            rows.Add(
                string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(reader.GetString))
            );
        }

        return rows;
    }

    /// <summary>All records, read through a window that grows by a step whenever the tokenizer asks for more.</summary>
    private static string Describe(RecordTokenizer tokenizer, byte[] text, int step, byte recordEnd)
    {
        var found = new StringBuilder();
        var window = Math.Min(step, text.Length);
        for (var at = 0; at < text.Length; )
        {
            // a reader learns only from an empty read that the text has ended
            var isLast = window > text.Length;
            var status = tokenizer.Read(text.AsSpan(0, Math.Min(window, text.Length)), at, isLast);
            if (status == RecordStatus.NeedMore)
            {
                Assert.False(isLast);
                window =
                    window == text.Length ? text.Length + 1 : Math.Min(window + step, text.Length);
                continue;
            }

            found.Append(System.Globalization.CultureInfo.InvariantCulture, $"{at} {status} ");
            found.Append(tokenizer.Fault).Append(' ').Append(tokenizer.FaultColumn).Append(' ');
            if (status == RecordStatus.Complete)
            {
                foreach (var (start, end, escaped) in tokenizer.Fields)
                {
                    found
                        .Append(Encoding.Latin1.GetString(text, start, end - start))
                        .Append(escaped);
                    found.Append('|');
                }
            }

            at = tokenizer.Next;
            if (tokenizer.SkipRest)
            {
                var rest = Array.FindIndex(text, at, c => c == recordEnd);
                at = rest < 0 ? text.Length : rest + 1;
            }

            window = Math.Max(window, Math.Min(at + 1, text.Length));
            found.Append(" next ").Append(at).Append('\n');
        }

        return found.ToString();
    }
}
