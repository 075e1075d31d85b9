using System.Text;
using Analytics.Core.Delinquency.Rolls;
using Analytics.Ledger.Import;
using Analytics.Ledger.Receivables;
using Analytics.Ledger.Tests.Data;

namespace Analytics.Ledger.Tests.Receivables;

public class PanelStreamTests
{
    [Theory]
    [InlineData(0, 1 << 20)]
    [InlineData(100, 64)]
    [InlineData(333, 128)]
    [InlineData(1000, 4096)]
    public void The_stream_counts_what_the_exact_way_counts_wherever_it_is_cut(
        long partBytes,
        int bufferBytes
    )
    {
        using var folder = new TempFolder();
        var path = folder.Write("p.csv", Panel(new Random(3), 120));
        var tuning = ImportTuning.Default with { PartBytes = partBytes, BufferBytes = bufferBytes };
        using var import = Open(path, tuning);
        var streamed = import.StreamRolls();
        Assert.NotNull(streamed);
        using var exact = Open(path, ImportTuning.Default);
        var whole = exact.ReadPanel();
        var panel = whole.Data!;
        Assert.Equal(panel.Scale.Names, streamed.Scale.Names);
        var counter = new PanelCounter(panel.Scale.Names.Count);
        for (var a = 0; a < panel.Count; a++)
        {
            counter.Add(panel.States(a), panel.Cycles(a), []);
        }

        Assert.Equal(counter.Rolls.Cells(), streamed.All.Rolls.Cells());
        Assert.Equal(counter.Memory(), streamed.All.Memory());
        Assert.Equal(counter.Constancy(), streamed.All.Constancy());
        Assert.Equal(
            (counter.Accounts, counter.Rows, counter.Gaps),
            (streamed.All.Accounts, streamed.All.Rows, streamed.All.Gaps)
        );
        Assert.True(streamed.IsByBytes);
        Assert.Equal(
            Enumerable
                .Range(0, panel.Count)
                .SelectMany(a =>
                    Enumerable
                        .Range(0, panel.Cycles(a).Length)
                        .Select(t => new PanelState(
                            panel.Ids.Text(a),
                            panel.CycleText(panel.Cycles(a)[t]),
                            panel.Scale.Names[panel.States(a)[t]]
                        ))
                ),
            import.StreamStates(streamed)
        );
        Assert.Equal(panel.TypeNames, streamed.TypeNames);
        Assert.Equal(whole.Report.Total.Read, streamed.Report.Total.Read);
        Assert.Equal(
            whole.Report.Rejects.Select(r => (r.Line, r.Offset, r.Kind)),
            streamed.Report.Rejects.Select(r => (r.Line, r.Offset, r.Kind))
        );
    }

    [Theory]
    [InlineData("account,month,status\nB,1,0\nA,1,0\nB,2,0\n")]
    [InlineData("account,month,status\nA,1,0\nA,1,1\n")]
    [InlineData("account,month,status\nA,1,0\n\"A\"\"\",2,1\n")]
    public void What_does_not_stand_in_order_is_left_to_the_exact_way(string text)
    {
        using var folder = new TempFolder();
        using var import = Open(folder.Write("p.csv", text), ImportTuning.Default, types: null);
        Assert.Null(import.StreamRolls());
    }

    private static ReceivablesImport Open(
        string path,
        ImportTuning tuning,
        string? types = "kind"
    ) =>
        ReceivablesImport.Open(
            new ReceivablesSettings
            {
                Import = new ImportSettings
                {
                    Inputs = [path],
                    Threads = 2,
                    Tuning = tuning,
                    MaxRejects = new RejectLimit(0, 1),
                },
                TypeColumn = types,
            },
            CancellationToken.None
        );

    // sorted accounts with gaps, newest month first for some, a row here and there that cannot be read
    private static string Panel(Random random, int accounts)
    {
        string[] states = ["0", "1", "2", "3", "B", "D"];
        var text = new StringBuilder("account,month,status,kind\n");
        for (var a = 0; a < accounts; a++)
        {
            var months = Enumerable.Range(0, 12).Where(_ => random.Next(10) > 0).ToList();
            if (a % 7 == 0)
            {
                months.Reverse();
            }

            foreach (var month in months)
            {
                var status = random.Next(60) == 0 ? "" : states[random.Next(states.Length)];
                text.Append(
                    FormattableString.Invariant(
                        $"K{1000 + a},2024-{month + 1:00},{status},{(random.Next(9) == 0 ? "b" : "a")}\n"
                    )
                );
            }
        }

        return text.ToString();
    }
}
