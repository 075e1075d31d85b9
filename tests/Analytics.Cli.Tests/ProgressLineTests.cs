using System.Text;
using Analytics.Cli.Terminals;
using Analytics.Core.Work;

namespace Analytics.Cli.Tests;

public class ProgressLineTests
{
    [Theory]
    [InlineData(0, 0, 0, 3, "looking at the inputs, 3 s")]
    [InlineData(
        120_000_000,
        2_000_000,
        480_000_000,
        2,
        "2,000,000 rows, 120 of 480 MB (25 %), 6 s left to read"
    )]
    [InlineData(
        480_000_000,
        8_000_000,
        480_000_000,
        9,
        "8,000,000 rows, 480 MB read; computing, 9 s"
    )]
    [InlineData(120_000_000, 2_000_000, 0, 2, "2,000,000 rows, 120 MB read, 2 s")]
    public void It_tells_what_is_done_and_what_is_left(
        long bytes,
        long rows,
        long total,
        int seconds,
        string expected
    )
    {
        var progress = new ImportProgress();
        progress.Begin(total);
        progress.Add(bytes, rows);
        Assert.Equal(expected, ProgressLine.Text(progress, TimeSpan.FromSeconds(seconds)));
    }

    [Fact]
    public void On_a_terminal_it_is_shown_and_wiped()
    {
        using var error = new MemoryStream();
        using (var terminal = Terminal(error, isTerminal: true))
        using (var line = ProgressLine.For(terminal, false, new ImportProgress(), TimeSpan.Zero))
        {
            Assert.True(SpinWait.SpinUntil(() => error.Length > 0, TimeSpan.FromMinutes(1)));
            line!.Say("remark");
        }

        var text = Encoding.UTF8.GetString(error.ToArray());
        Assert.StartsWith("\rlooking at the inputs", text, StringComparison.Ordinal);
        Assert.Contains(" \rremark\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void Off_a_terminal_and_when_quiet_there_is_none(bool isTerminal, bool isQuiet)
    {
        using var error = new MemoryStream();
        using var terminal = Terminal(error, isTerminal);
        Assert.Null(ProgressLine.For(terminal, isQuiet, new ImportProgress(), TimeSpan.Zero));
    }

    private static Terminal Terminal(Stream error, bool isTerminal) =>
        new(new MemoryStream(), error, new Dictionary<string, string>(StringComparer.Ordinal))
        {
            ErrorIsTerminal = isTerminal,
        };
}
