using System.Text;
using Analytics.Ledger.Import;
using Analytics.Ledger.Store;
using Analytics.Ledger.Tests.Data;
using Analytics.Ledger.Tests.Import.Reference;
using CsCheck;

namespace Analytics.Ledger.Tests.Store;

/// <summary>A store gives what its exports give together: customers, days and the account of every row, whatever the order of arrival.</summary>
public class StorePurchasesLaws
{
    private const int Histories = 300;
    private static readonly string[] Versions = ["1", "2", "2.0"];
    private static readonly string[] Names = ["a.csv", "b.csv", "c.csv"];

    private static readonly Gen<ImportSettings> Policies = Gen.Select(
        Gen.Enum<ReturnsPolicy>(),
        Gen.Enum<ZeroAmountPolicy>(),
        Gen.OneOf<DateOnly?>(null, null, null, new DateOnly(2024, 3, 1)),
        (returns, zero, asOf) =>
            Imports.Plain() with
            {
                Returns = returns,
                ZeroAmount = zero,
                AsOf = asOf,
            }
    );

    // whether 1970-01-01 is a day like others is judged within one export: see the README
    private static readonly Gen<byte[][]> Lines = DirtyFile.Lines.Select(lines =>
        lines.Where(line => !Encoding.Latin1.GetString(line).Contains("1970-")).ToArray()
    );

    [Fact]
    public void A_store_equals_its_exports_read_together() =>
        Gen.Select(Lines, Lines, Lines, Policies, Gen.Int[0, 5], Gen.Bool)
            .Sample(
                (a, b, c, settings, order, readsBetween) =>
                {
                    using var folder = new TempFolder();
                    var files = new[] { a, b, c }
                        .Select((lines, i) => (Lines: lines, Name: Names[i]))
                        .Where(f => f.Lines.Length > 0)
                        .Select(f =>
                            folder.Write(f.Name, DirtyFile.File(DirtyFile.Orders, f.Lines))
                        )
                        .ToList();
                    var distinct = files.Select(File.ReadAllText).Distinct().Count();
                    if (files.Count == 0 || distinct < files.Count || !CanBeRead(settings, files))
                    {
                        return;
                    }

                    var direct = settings with { Inputs = files };
                    var store = folder.PathOf("store");
                    var tuning = Imports.Small with { SegmentRows = 3 };
                    var reading = Stores.Reading(store, settings);
                    foreach (var file in Arrival(files, order))
                    {
                        Stores.Import(store, settings with { Tuning = tuning }, file);
                        if (readsBetween)
                        {
                            // customer-days are kept from here on, and joined with what comes next
                            _ = Stores.OrAlone(() => Stores.Summary(reading));
                        }
                    }

                    var expected = Stores.OrAlone(() => Imports.Summary(direct));
                    Assert.Equal(expected, Stores.OrAlone(() => Stores.Summary(reading)));
                    Assert.Equal(expected, Stores.OrAlone(() => Stores.Days(reading)));
                },
                iter: 120
            );

    [Fact]
    public void Every_history_of_deliveries_ends_in_one_digest_and_one_table()
    {
        using var folder = new TempFolder();
        var contents = Enumerable
            .Range(0, 4)
            .Select(i => Encoding.UTF8.GetBytes(Stores.Export(i * 25, 30)))
            .ToArray();
        var (digest, table) = Deliver(folder, contents, [(0, 0), (1, 0), (2, 0), (3, 0)]);
        var number = 0;
        var histories = Environment.GetEnvironmentVariable("CRM_LONG_TESTS") is null
            ? Histories
            : 5000;
        Gen.Select(
                Gen.Shuffle((int[])[0, 1, 2, 3]),
                Gen.Select(Gen.Int[0, 3], Gen.Int[0, 2]).Array[0, 4],
                Gen.Int[0, 2].Array[4],
                (first, again, packing) => first.Zip(packing).Concat(again).ToArray()
            )
            .Sample(
                history =>
                {
                    using var own = new TempFolder();
                    Assert.Equal((digest, table), Deliver(own, contents, history));
                    number++;
                },
                iter: histories,
                threads: 2
            );
        Assert.True(number >= histories);
    }

    [Fact]
    public void With_a_key_the_newest_version_counts_however_rows_are_split()
    {
        var settings = Imports.Plain() with
        {
            Map = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["key"] = "line",
                ["version"] = "seen",
            },
        };
        using var folder = new TempFolder();
        // 20 keys, up to three versions of each; the tie of versions 2 and 2.0 is decided by the text
        var rows = Enumerable
            .Range(0, 60)
            .Select(i =>
                FormattableString.Invariant(
                    $"k{i % 20},{Versions[i / 20]},c{i * 7 % 9},2024-02-{1 + (i % 28):00},o{i % 20},{i}.50"
                )
            )
            .ToArray();
        var expected = Keyed(folder.PathOf("one"), settings, [rows]);
        Gen.Select(Gen.Shuffle(rows), Gen.Int[1, 6])
            .Sample(
                (shuffled, parts) =>
                {
                    using var own = new TempFolder();
                    var chunks = shuffled.Chunk((shuffled.Length + parts - 1) / parts).ToArray();
                    Assert.Equal(expected, Keyed(own.PathOf("store"), settings, chunks));
                },
                iter: 40
            );
        // only the last version of each key is left: rows 40 to 59 with text 2.0 above 2
        Assert.Contains("accepted 20 rows", expected, StringComparison.Ordinal);
        Assert.Contains(" 100000e-2", expected, StringComparison.Ordinal);
    }

    private static string Keyed(string store, ImportSettings settings, string[][] chunks)
    {
        for (var i = 0; i < chunks.Length; i++)
        {
            var path = FormattableString.Invariant($"{store}-{i}.csv");
            File.WriteAllText(
                path,
                "line,seen,customer_id,order_date,order_id,amount\n"
                    + string.Join('\n', chunks[i])
                    + "\n"
            );
            Stores.Import(store, settings, path);
        }

        using var source = StorePurchases.Open(
            Stores.Reading(store, settings),
            CancellationToken.None
        );
        var result = source.Summarise();
        var total = result.Report with { Files = [] };
        return source.StoreDigest + Imports.Text(result.Data) + Imports.Text(total);
    }

    private static (string Digest, string Table) Deliver(
        TempFolder folder,
        byte[][] contents,
        (int Content, int Packing)[] history
    )
    {
        var store = folder.PathOf("store");
        for (var i = 0; i < history.Length; i++)
        {
            var (content, packing) = history[i];
            var bytes = packing switch
            {
                1 => TempFolder.Gzip(contents[content]),
                2 => TempFolder.Zstd(contents[content]),
                _ => contents[content],
            };
            var file = folder.Write(FormattableString.Invariant($"delivery-{i}"), bytes);
            Stores.Import(store, Imports.Of() with { Threads = 1 }, file);
        }

        using var source = StorePurchases.Open(
            Stores.Reading(store) with
            {
                Threads = 1,
            },
            CancellationToken.None
        );
        return (source.StoreDigest!, Imports.Text(source.Summarise().Data));
    }

    private static bool CanBeRead(ImportSettings settings, List<string> files) =>
        files.TrueForAll(file =>
        {
            try
            {
                using var import = PurchaseImport.Open(
                    settings with
                    {
                        Inputs = [file],
                    },
                    CancellationToken.None
                );
                import.RequireAll();
                return true;
            }
            catch (Analytics.Core.Faults.Fault)
            {
                return false;
            }
        });

    private static string[] Arrival(List<string> files, int order)
    {
        var shuffled = files.ToArray();
        new Random(order).Shuffle(shuffled);
        return shuffled;
    }
}
