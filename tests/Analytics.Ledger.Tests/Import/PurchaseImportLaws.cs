using Analytics.Ledger.Import;
using Analytics.Ledger.Import.Scanning;
using Analytics.Ledger.Tests.Data;
using Analytics.Ledger.Tests.Import.Reference;
using CsCheck;

namespace Analytics.Ledger.Tests.Import;

/// <summary>What the import gives on random dirty files equals the slow and simple reference, however the work is cut.</summary>
public class PurchaseImportLaws
{
    private const int Files = 40;
    private static readonly string[] Names = ["a.csv", "b.csv", "c.csv"];

    private static readonly Gen<ImportSettings> Policies = Gen.Select(
        Gen.Enum<ReturnsPolicy>(),
        Gen.Enum<ZeroAmountPolicy>(),
        Gen.Enum<MissingCustomerPolicy>(),
        Gen.Frequency((3, Gen.Const(DuplicatePolicy.Keep)), (1, Gen.Const(DuplicatePolicy.Drop))),
        Gen.OneOf<DateOnly?>(null, null, null, new DateOnly(2024, 3, 1)),
        (returns, zero, missing, duplicates, asOf) =>
            Imports.Plain() with
            {
                Returns = returns,
                ZeroAmount = zero,
                MissingCustomer = missing,
                Duplicates = duplicates,
                AsOf = asOf,
            }
    );

    private static readonly Gen<string> LineEnd = Gen.OneOf("\n", "\r\n");

    [Fact]
    public void Files_in_any_order_equal_the_reference() =>
        Gen.Select(DirtyFile.Lines, LineEnd, Gen.Bool, Policies)
            .Sample(
                (lines, end, ends, settings) =>
                    Check(
                        DirtyFile.Orders,
                        settings,
                        [("a.csv", DirtyFile.File(DirtyFile.Orders, lines, end, ends))]
                    ),
                iter: Files
            );

    [Fact]
    public void Date_ordered_files_equal_the_reference() =>
        Gen.Select(DirtyFile.Lines, LineEnd, Gen.Bool, Policies)
            .Sample(
                (lines, end, ends, settings) =>
                    Check(
                        DirtyFile.Orders,
                        settings,
                        [
                            (
                                "a.csv",
                                DirtyFile.File(
                                    DirtyFile.Orders,
                                    lines.OrderBy(DirtyFile.DateOf, StringComparer.Ordinal),
                                    end,
                                    ends
                                )
                            ),
                        ]
                    ),
                iter: Files
            );

    [Fact]
    public void Rows_of_several_blocks_equal_the_reference() =>
        Gen.Select(DirtyFile.Item.Array[RowBlock.Size - 20, RowBlock.Size + 60], LineEnd, Policies)
            .Sample(
                (lines, end, settings) =>
                    Check(
                        DirtyFile.Items,
                        settings,
                        [
                            (
                                "a.csv",
                                DirtyFile.File(
                                    DirtyFile.Items,
                                    lines.OrderBy(DirtyFile.DateOf, StringComparer.Ordinal),
                                    end
                                )
                            ),
                        ]
                    ),
                iter: 6
            );

    [Fact]
    public void Quantity_times_unit_price_equals_the_reference() =>
        Gen.Select(DirtyFile.Item.Array[1, 24], LineEnd, Gen.Bool, Policies)
            .Sample(
                (lines, end, sorted, settings) =>
                    Check(
                        DirtyFile.Items,
                        settings,
                        [
                            (
                                "a.csv",
                                DirtyFile.File(
                                    DirtyFile.Items,
                                    sorted
                                        ? lines.OrderBy(DirtyFile.DateOf, StringComparer.Ordinal)
                                        : lines,
                                    end
                                )
                            ),
                        ]
                    ),
                iter: Files
            );

    [Fact]
    public void Several_files_plain_and_packed_equal_the_reference() =>
        Gen.Select(DirtyFile.Lines, DirtyFile.Lines, DirtyFile.Lines, Gen.Bool, Policies)
            .Sample(
                (a, b, c, sorted, settings) =>
                    Check(
                        DirtyFile.Orders,
                        settings,
                        new[] { a, b, c }
                            .Select(lines =>
                                sorted
                                    ? [.. lines.OrderBy(DirtyFile.DateOf, StringComparer.Ordinal)]
                                    : lines
                            )
                            .Select(
                                (lines, i) => (Names[i], DirtyFile.File(DirtyFile.Orders, lines))
                            )
                            .ToList(),
                        packed: true
                    ),
                iter: Files / 2
            );

    [Fact]
    public void Row_order_changes_no_customer() =>
        Gen.Select(DirtyFile.CleanOrder.Array[1, 40], Gen.Int[0, 1000])
            .Sample(
                (lines, seed) =>
                {
                    using var folder = new TempFolder();
                    var shuffled = lines.ToArray();
                    new Random(seed).Shuffle(shuffled);
                    var sorted = lines.OrderBy(DirtyFile.DateOf, StringComparer.Ordinal);
                    var texts = new IEnumerable<byte[]>[] { lines, shuffled, sorted }.Select(
                        order =>
                            Outcome(
                                Imports.Plain(
                                    folder.Write("a.csv", DirtyFile.File(DirtyFile.Orders, order))
                                )
                            )
                    );
                    Assert.Single(texts.Distinct(StringComparer.Ordinal));
                },
                iter: Files
            );

    [Fact]
    public void Two_files_equal_their_concatenation() =>
        Gen.Select(DirtyFile.CleanOrder.Array[2, 40], Gen.Int[1, 39])
            .Sample(
                (lines, cut) =>
                {
                    using var folder = new TempFolder();
                    cut = Math.Min(cut, lines.Length - 1);
                    var whole = folder.Write("w.csv", DirtyFile.File(DirtyFile.Orders, lines));
                    var a = folder.Write("a.csv", DirtyFile.File(DirtyFile.Orders, lines[..cut]));
                    var b = folder.Write("b.csv", DirtyFile.File(DirtyFile.Orders, lines[cut..]));
                    Assert.Equal(Outcome(Imports.Plain(whole)), Outcome(Imports.Plain(a, b)));
                },
                iter: Files
            );

    private static void Check(
        ReferenceTable table,
        ImportSettings settings,
        IReadOnlyList<(string Name, byte[] Bytes)> files,
        bool packed = false
    )
    {
        using var folder = new TempFolder();
        var expected = new ReferenceImporter(table, settings).Run(files);
        settings = settings with
        {
            Inputs = files.Select(f => folder.Write(f.Name, f.Bytes)).ToList(),
        };
        foreach (var way in Imports.Ways(settings))
        {
            Assert.Equal(expected, OrAlone(() => Imports.Summary(way)));
            Assert.Equal(expected, OrAlone(() => Imports.Days(way)));
        }

        if (packed)
        {
            Assert.Equal(expected, Packed(folder, settings, files, TempFolder.Gzip));
            Assert.Equal(expected, Packed(folder, settings, files, TempFolder.Zstd));
        }
    }

    private static string Packed(
        TempFolder folder,
        ImportSettings settings,
        IReadOnlyList<(string Name, byte[] Bytes)> files,
        Func<byte[], byte[]> pack
    ) =>
        OrAlone(() =>
            Imports.Summary(
                settings with
                {
                    Inputs = files.Select(f => folder.Write(f.Name, pack(f.Bytes))).ToList(),
                    Tuning = Imports.Tiny,
                }
            )
        );

    private static string OrAlone(Func<string> run)
    {
        try
        {
            return run();
        }
        catch (Analytics.Core.Faults.DataFault fault)
            when (fault.Message.Contains("stands alone", StringComparison.Ordinal))
        {
            return "the last day stands alone";
        }
    }

    /// <summary>Customers and totals, which do not tell where a row stood.</summary>
    private static string Outcome(ImportSettings settings) =>
        OrAlone(() =>
        {
            var (report, _, data) = Imports.Run(settings);
            return Imports.Text(data)
                + report.Total.Read
                + report.Total.Accepted
                + string.Join(' ', report.Total.Excluded.Select(e => e.ToString()));
        });
}
