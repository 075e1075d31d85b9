using System.Text;
using System.Text.Json;
using Analytics.Core.Faults;
using Analytics.Ledger.Import;
using Analytics.Ledger.Tests.Data;
using Analytics.Ledger.Tests.Import.Reference;
using CsCheck;

namespace Analytics.Ledger.Tests.Import;

/// <summary>Hostile input ends in a result or in a fault that a user can mend, never in anything else.</summary>
public class CorpusTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Naughty_strings_survive_as_ids_byte_for_byte(bool quoted)
    {
        if (SharedFiles.Find("corpora/blns/blns.json") is not { } path)
        {
            return;
        }

        var strings = JsonSerializer
            .Deserialize<string[]>(File.ReadAllText(path))!
            .Where(s => s.Length > 0)
            .ToList();
        Assert.True(strings.Count > 500);
        strings.Add("with a \0");
        var lines = strings.Select(s => DirtyFile.Field(s, quoted) + ",2024-01-02,1.00\n");
        using var folder = new TempFolder();
        var file = folder.Write("a.csv", "customer_id,order_date,amount\n" + string.Concat(lines));
        var expected = strings
            .Where(s => !s.Contains('\0', StringComparison.Ordinal))
            .Select(s => Convert.ToHexString(Encoding.UTF8.GetBytes(s)))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
        foreach (
            var settings in new[]
            {
                Imports.Plain(file),
                Imports.Plain(file) with
                {
                    Tuning = Imports.Small,
                },
                Imports.Of(file),
            }
        )
        {
            var (_, rejects, data) = Imports.Run(settings);
            Assert.All(rejects, r => Assert.Equal(RowFaultKind.NulByte, r.Kind));
            Assert.Equal(
                strings.Count(s => s.Contains('\0', StringComparison.Ordinal)),
                rejects.Count
            );
            Assert.Equal(
                expected,
                Enumerable.Range(0, data!.Count).Select(i => Convert.ToHexString(data.Ids[i]))
            );
        }
    }

    [Fact]
    public void Inputs_that_crashed_another_reader_end_in_a_fault_or_a_result()
    {
        if (SharedFiles.Find("corpora/arrow-csv-fuzzing") is not { } folder)
        {
            return;
        }

        var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
        Assert.True(files.Length >= 10);
        foreach (var file in files)
        {
            Survives(file, new ImportTuning(50_000, 64, 1 << 20, 100));
        }
    }

    [Fact]
    public void Random_bytes_end_in_a_fault_or_a_result() =>
        Gen.Select(
                Gen.Byte.Array[0, 300],
                Gen.OneOf(
                        ",",
                        "\"",
                        "\n",
                        "\r\n",
                        "2024-01-01",
                        "1.5",
                        ";",
                        "\0",
                        "é",
                        "a,2024-01-01,5\n"
                    )
                    .Array[0, 60]
                    .Select(parts => Encoding.UTF8.GetBytes(string.Concat(parts))),
                Gen.Int[0, 3]
            )
            .Sample(
                (noise, text, kind) =>
                {
                    using var folder = new TempFolder();
                    byte[] bytes = kind switch
                    {
                        0 => noise,
                        1 => text,
                        2 => [0x1F, 0x8B, .. noise],
                        _ => [0xFF, 0xFE, .. text, .. noise],
                    };
                    Survives(folder.Write("a.csv", bytes), Imports.Small);
                },
                iter: 150
            );

    private static void Survives(string file, ImportTuning tuning)
    {
        var map = new Dictionary<string, string>
        {
            ["customer"] = "1",
            ["date"] = "2",
            ["amount"] = "3",
        };
        foreach (
            var settings in new[]
            {
                Imports.Of(file),
                Imports.Of(file) with
                {
                    Map = map,
                    HeaderRows = 0,
                    DateFormat = "ymd",
                    Decimal = ".",
                    Tuning = tuning,
                },
                Imports.Plain(file) with
                {
                    Map = map,
                    HeaderRows = 0,
                    Tuning = tuning,
                },
            }
        )
        {
            OrFault(() =>
            {
                var (report, rejects, _) = Imports.Run(settings);
                Assert.Equal(report.Total.RejectedRows, rejects.Count);
            });
            OrFault(() => Imports.Days(settings));
            OrFault(() => TableConversion.Convert(settings, Stream.Null, CancellationToken.None));
        }
    }

    private static void OrFault(Action run)
    {
        try
        {
            run();
        }
        catch (Fault fault)
        {
            Assert.NotEmpty(fault.Message);
        }
    }
}
