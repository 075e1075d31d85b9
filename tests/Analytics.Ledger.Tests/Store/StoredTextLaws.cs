using System.Globalization;
using System.Text;
using Analytics.Core.Faults;
using Analytics.Ledger.Import;
using Analytics.Ledger.Receivables;
using Analytics.Ledger.Store;
using Analytics.Ledger.Tests.Data;
using CsCheck;

namespace Analytics.Ledger.Tests.Store;

/// <summary>A reading of receivables from a store is the reading of their exports, in whatever dialect, order and pieces they came; and no byte of it may change.</summary>
public class StoredTextLaws
{
    private static readonly string[] Names = ["a", "b,c", "d;e", "f\"g", " h ", "i\nj", "ü", "k'l"];

    [Fact]
    public void Whatever_the_dialect_the_ledger_and_the_account_are_those_of_the_exports() =>
        Gen.Select(
                Gen.OneOf(Gen.Const(","), Gen.Const(";"), Gen.Const("\t"), Gen.Const("|")),
                Gen.OneOf(Gen.Const("utf-8"), Gen.Const("gb18030"), Gen.Const("windows-1252")),
                Gen.Bool,
                Gen.Int[1, 4],
                Gen.Select(Gen.Int[0, 7], Gen.Int[0, 400], Gen.Int[0, 9999], Gen.Int[0, 19]).Array[
                    3,
                    25
                ]
            )
            .Sample(
                (delimiter, encoding, crlf, files, rows) =>
                {
                    using var folder = new TempFolder();
                    var direct = Imports.Of() with
                    {
                        Delimiter = delimiter,
                        Encoding = encoding,
                        Inputs =
                        [
                            .. rows.Chunk(Math.Max(3, rows.Length / files))
                                .Select(
                                    (chunk, f) => Write(folder, f, chunk, delimiter, encoding, crlf)
                                ),
                        ],
                    };
                    string expected;
                    try
                    {
                        expected = Read(direct);
                    }
                    catch (DataFault)
                    {
                        // nothing usable, or not to be told: the import says the same
                        return;
                    }

                    var store = folder.PathOf("store");
                    foreach (var input in direct.Inputs.Reverse())
                    {
                        try
                        {
                            Enter(
                                store,
                                direct with
                                {
                                    Tuning = ImportTuning.Default with { SegmentRows = 3 },
                                },
                                input
                            );
                        }
                        catch (DataFault fault) when (fault.Message.Contains("no row can be used"))
                        {
                            return;
                        }
                    }

                    var stored = Imports.Of() with { Store = store };
                    Assert.Equal(expected, Read(stored));
                    _ = StoreRebuild.Run(store, Stores.Now, compact: true, CancellationToken.None);
                    Assert.Equal(expected, Read(stored));
                },
                iter: 60
            );

    [Fact]
    public void Every_byte_of_every_file_counts_and_so_does_every_length()
    {
        using var folder = new TempFolder();
        var store = folder.PathOf("store");
        var text = "account,due_date,amount\na1,2024-01-05,5.50\na2,2024-02-05,7.25\n";
        Enter(store, Imports.Of(), folder.Write("one.csv", text));
        Enter(store, Imports.Of(), folder.Write("two.csv", text + "a3,never,1\n"));
        var reading = Imports.Of() with { Store = store };
        var expected = Read(reading);
        foreach (
            var path in Directory
                .EnumerateFiles(store, "*", SearchOption.AllDirectories)
                .Where(p => Path.GetFileName(p) != "LOCK")
        )
        {
            var bytes = File.ReadAllBytes(path);
            for (var i = 0; i < bytes.Length; i++)
            {
                bytes[i] ^= 1;
                AssertTold(store, path, bytes);
                bytes[i] ^= 1;
            }

            for (var cut = 0; cut < 200; cut++)
            {
                AssertTold(store, path, bytes[..(int)((long)bytes.Length * cut / 200)]);
            }

            File.WriteAllBytes(path, bytes);
        }

        Assert.Equal(expected, Read(reading));
    }

    private static void AssertTold(string store, string path, byte[] bytes)
    {
        File.WriteAllBytes(path, bytes);
        try
        {
            Assert.NotEmpty(StoreVerify.Run(store, 1, CancellationToken.None).Bad);
        }
        catch (StoreFault)
        {
            // a manifest: nothing else can be judged
        }

        Assert.Throws<StoreFault>(() => Read(Imports.Of() with { Store = store }));
    }

    private static void Enter(string store, ImportSettings settings, string input)
    {
        using var import = StoreImport.Open(
            settings with
            {
                Inputs = [input],
            },
            store,
            Stores.Now,
            isDryRun: false,
            CancellationToken.None,
            new TableRequest(StoreTables.Receivables, null, [])
        );
        import.Commit();
    }

    // settled days and amounts now and then as nobody can read them
    private static string Write(
        TempFolder folder,
        int file,
        (int Name, int Day, int Amount, int Kind)[] rows,
        string delimiter,
        string encoding,
        bool crlf
    )
    {
        var text = new StringBuilder();
        void Row(params string[] cells) =>
            text.AppendJoin(delimiter, cells.Select(c => Quoted(c, delimiter)))
                .Append(crlf ? "\r\n" : "\n");
        Row("invoice", "account", "invoice date", "due date", "amount", "settled date");
        for (var i = 0; i < rows.Length; i++)
        {
            var (name, day, amount, kind) = rows[i];
            var issued = new DateOnly(2023, 1, 20).AddDays(day);
            string Day(DateOnly d) => d.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);
            Row(
                FormattableString.Invariant($"i{(kind == 1 ? 0 : (100 * file) + i)}"),
                kind == 2 ? "" : Names[name],
                kind == 3 ? "31.02.2024" : Day(issued),
                Day(issued.AddDays(14)),
                kind == 4 ? "much" : (amount / 100m).ToString("0.00", CultureInfo.InvariantCulture),
                kind > 9 ? Day(issued.AddDays(kind)) : ""
            );
            if (kind == 5)
            {
                text.Append("torn").Append(crlf ? "\r\n" : "\n");
            }
        }

        var path = folder.PathOf(FormattableString.Invariant($"export-{file}.csv"));
        File.WriteAllBytes(path, Encodings(encoding).GetBytes(text.ToString()));
        return path;
    }

    private static Encoding Encodings(string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return name == "utf-8" ? new UTF8Encoding(false) : Encoding.GetEncoding(name);
    }

    private static string Quoted(string cell, string delimiter) =>
        cell.Contains(delimiter, StringComparison.Ordinal)
        || cell.AsSpan().IndexOfAny('"', '\n', '\r') >= 0
            ? "\"" + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + "\""
            : cell;

    private static string Read(ImportSettings settings)
    {
        using var import = ReceivablesImport.Open(
            new ReceivablesSettings { Import = settings, Shape = ReceivablesShape.OpenItems },
            CancellationToken.None
        );
        var result = import.ReadLedger();
        var text = new StringBuilder(Imports.Text(result.Report));
        for (var a = 0; a < (result.Data?.Count ?? 0); a++)
        {
            text.Append(result.Data!.Ids.Text(a));
            foreach (var posting in result.Data.Of(a))
            {
                text.Append(' ').Append(posting);
            }

            text.Append('\n');
        }

        return text.ToString();
    }
}
