using System.Text;
using System.Text.Json;
using Analytics.Core.Faults;
using Analytics.Ledger.Import;
using Analytics.Ledger.Tests.Data;
using CsvHelper;

namespace Analytics.Ledger.Tests.Import;

/// <summary>Published collections of odd CSV files come out as the tables that they say they are.</summary>
public class TableConversionTests
{
    [Fact]
    public void Csv_spectrum_is_read_as_its_authors_expect()
    {
        if (SharedFiles.Find("corpora/csv-spectrum") is not { } folder)
        {
            return;
        }

        var files = Directory.GetFiles(Path.Combine(folder, "csvs"), "*.csv");
        Assert.Equal(12, files.Length);
        foreach (var file in files)
        {
            var (rows, rejects) = Convert(Imports.Of(file) with { HeaderRows = 1 });
            Assert.Empty(rejects);
            if (file.EndsWith("location_coordinates.csv", StringComparison.Ordinal))
            {
                // its JSON is not what its CSV says; what counts is the measure marks
                Assert.Equal(4, rows[1].Length);
                Assert.EndsWith("\"W", rows[1][1], StringComparison.Ordinal);
                continue;
            }

            Assert.Equal(Objects(JsonOf(folder, file)), Named(rows));
        }
    }

    [Fact]
    public void Csv_test_data_is_read_as_its_authors_expect()
    {
        if (SharedFiles.Find("corpora/csv-test-data") is not { } folder)
        {
            return;
        }

        var files = Directory
            .GetFiles(Path.Combine(folder, "csv"), "*.csv")
            .Where(f => !Path.GetFileName(f).StartsWith("bad-", StringComparison.Ordinal))
            .ToList();
        Assert.Equal(18, files.Count);
        foreach (var file in files)
        {
            var hasHeader = Path.GetFileName(file).StartsWith("header-", StringComparison.Ordinal);
            var settings = Imports.Of(file) with
            {
                HeaderRows = hasHeader ? 1 : 0,
                Delimiter = ",",
            };
            var (rows, rejects) = Convert(settings);
            Assert.Empty(rejects);
            var json = JsonOf(folder, file);
            if (hasHeader)
            {
                Assert.Equal(Objects(json), Named(rows));
                continue;
            }

            var expected = json.EnumerateArray()
                .Select(r => string.Join('|', r.EnumerateArray().Select(c => c.GetString())));
            Assert.Equal(expected, rows.Select(r => string.Join('|', r)));
        }
    }

    [Fact]
    public void Bad_files_of_csv_test_data_are_refused_or_reported()
    {
        if (SharedFiles.Find("corpora/csv-test-data") is not { } folder)
        {
            return;
        }

        var files = Directory.GetFiles(Path.Combine(folder, "csv"), "bad-*.csv");
        Assert.Equal(7, files.Length);
        foreach (var file in files)
        {
            var settings = Imports.Of(file) with { ExpectedColumns = ["foo", "bar", "baz"] };
            if (
                file.Contains("no-header", StringComparison.Ordinal)
                || file.Contains("wrong-header", StringComparison.Ordinal)
            )
            {
                Assert.Throws<DataFault>(() => Convert(settings));
                continue;
            }

            var reject = Assert.Single(Convert(settings).Rejects);
            Assert.Equal((2L, 12L), (reject.Line, reject.Offset));
        }
    }

    private static (List<string[]> Rows, IReadOnlyList<RejectedRow> Rejects) Convert(
        ImportSettings settings
    )
    {
        using var output = new MemoryStream();
        var result = TableConversion.Convert(settings, output, CancellationToken.None);
        using var reader = CsvReader.Create(
            output.ToArray(),
            new CsvReaderOptions { HasHeader = false, SkipEmptyLines = false }
        );
        List<string[]> rows = [];
        while (reader.Read())
        {
            rows.Add(Enumerable.Range(0, reader.FieldCount).Select(reader.GetString).ToArray()!);
        }

        return (rows, result.Rejects);
    }

    private static IEnumerable<string> Named(List<string[]> rows) =>
        rows.Skip(1).Select(r => string.Join('|', r.Select((cell, i) => $"{rows[0][i]}={cell}")));

    private static IEnumerable<string> Objects(JsonElement json) =>
        json.EnumerateArray()
            .Select(o =>
                string.Join('|', o.EnumerateObject().Select(p => $"{p.Name}={p.Value.GetString()}"))
            );

    private static JsonElement JsonOf(string folder, string file) =>
        JsonSerializer.Deserialize<JsonElement>(
            File.ReadAllText(
                Path.Combine(folder, "json", Path.GetFileNameWithoutExtension(file) + ".json"),
                Encoding.UTF8
            )
        );
}
