using System.IO.Compression;
using System.Text;
using Analytics.Core.Money;
using Analytics.Ledger.Import;
using Analytics.Ledger.Store;
using Analytics.Ledger.Tests.Data;

namespace Analytics.Ledger.Tests.Store;

/// <summary>The Online Retail export in six guises, one store each: always the published customers and sums.</summary>
public class StoreRealDataTests
{
    [Fact]
    public void Online_Retail_in_six_guises()
    {
        if (SharedFiles.Find("data/online-retail/online_retail.csv.gz") is not { } path)
        {
            return;
        }

        using var folder = new TempFolder();
        using var unpacked = new MemoryStream();
        using (var zip = new GZipStream(File.OpenRead(path), CompressionMode.Decompress))
        {
            zip.CopyTo(unpacked);
        }

        var bytes = unpacked.ToArray();
        var text = Encoding.UTF8.GetString(bytes);
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var crlf = lines[0].EndsWith('\r');
        var rows = lines.Skip(1).ToList();
        var one = Check(folder, "gz", Imports.Of(), path);
        var same = Check(
            folder,
            "zst",
            Imports.Of(),
            folder.Write("o.zst", TempFolder.Zstd(bytes))
        );
        Assert.Equal(one, same);
        Assert.Equal(one, Check(folder, "renamed", Imports.Of(), folder.Write("x.dat", bytes)));
        var months = rows.GroupBy(MonthOf, StringComparer.Ordinal).Select(g => g.ToList()).ToList();
        Assert.Equal(13, months.Count);
        Check(folder, "months", Imports.Of(), Write(folder, "m", lines[0], months));
        var shuffled = rows.ToArray();
        new Random(1).Shuffle(shuffled);
        var parts = shuffled.Chunk(100_000).Select(c => c.ToList()).ToList();
        Check(folder, "shuffled", Imports.Of(), Write(folder, "s", lines[0], parts));
        var other = crlf ? text.Replace("\r\n", "\n") : text.Replace("\n", "\r\n");
        Assert.NotEqual(one, Check(folder, "ends", Imports.Of(), folder.Write("e.csv", other)));
        Assert.All(
            Stores.Import(
                folder.PathOf("gz"),
                Imports.Of(),
                folder.PathOf("o.zst"),
                folder.PathOf("x.dat")
            ),
            outcome => Assert.False(outcome.IsNew)
        );
    }

    private static string Check(
        TempFolder folder,
        string store,
        ImportSettings settings,
        params string[] files
    )
    {
        store = folder.PathOf(store);
        Stores.Import(store, settings, files);
        using var source = StorePurchases.Open(Stores.Reading(store), CancellationToken.None);
        var result = source.Summarise();
        Assert.Equal(541_909, result.Report.Total.Read.Rows);
        Assert.Equal(135_080, result.Report.Total.Excluded.Single().Account.Rows);
        Assert.Equal((4_372, "8300065.814"), (result.Data!.Count, Money(result.Data)));
        using var strict = StorePurchases.Open(
            Stores.Reading(store) with
            {
                Returns = ReturnsPolicy.Ignore,
                ZeroAmount = ZeroAmountPolicy.Ignore,
            },
            CancellationToken.None
        );
        var data = strict.Summarise().Data!;
        Assert.Equal((4_338, "8911407.904"), (data.Count, Money(data)));
        Assert.Equal((18_532, 16_763), (data.Orders.Sum(), data.PurchaseDays.Sum()));
        return source.StoreDigest!;
    }

    private static string Money(Analytics.Core.Summaries.SummaryColumns data)
    {
        Int128 sum = 0;
        for (var i = 0; i < data.Count; i++)
        {
            sum += data.Net[i];
        }

        return new MoneyAmount(sum, data.Net.Scale).ToString();
    }

    // the date column of this export: its month decides the file
    private static string MonthOf(string row)
    {
        var at = row.IndexOf(",201", StringComparison.Ordinal) + 1;
        return row.Substring(at, 7);
    }

    private static string[] Write(
        TempFolder folder,
        string prefix,
        string header,
        List<List<string>> parts
    ) =>
        parts
            .Select(
                (part, i) =>
                    folder.Write(
                        FormattableString.Invariant($"{prefix}{i}.csv"),
                        header + "\n" + string.Join('\n', part) + "\n"
                    )
            )
            .ToArray();
}
