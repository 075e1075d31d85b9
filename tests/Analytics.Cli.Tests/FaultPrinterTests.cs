using System.Text;
using Analytics.Cli.Terminals;
using Analytics.Core.Faults;

namespace Analytics.Cli.Tests;

public class FaultPrinterTests
{
    public static TheoryData<Exception, int, string> Faults =>
        new()
        {
            { new UsageFault("u"), 2, "error: u\n" },
            { new DataFault("d"), 3, "error: d\n" },
            { new FileFault("f"), 4, "error: f\n" },
            { new FileNotFoundException("gone"), 4, "error: gone\n" },
            { new UnauthorizedAccessException("no"), 4, "error: no permission: no\n" },
            { new ModelFault("m"), 6, "error: m\n" },
        };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Each_kind_of_fault_has_its_exit_code(Exception fault, int code, string line) =>
        Assert.Equal((code, line), Print(fault, verbose: false));

    [Fact]
    public void A_full_disk_is_called_by_its_name()
    {
        var (code, line) = Print(new IOException("No space left on device", 28), verbose: false);
        Assert.Equal(4, code);
        Assert.StartsWith("error: the disk is full", line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bug_says_what_to_send_and_verbose_adds_where()
    {
        var (code, line) = Print(new InvalidOperationException("oops"), verbose: false);
        Assert.Equal(1, code);
        Assert.Matches(
            @"^error: a bug in crm \S+: InvalidOperationException: oops; please send this line .*\n$",
            line
        );
        Assert.Contains(
            nameof(InvalidOperationException) + ": oops\n",
            Print(new InvalidOperationException("oops"), verbose: true).Text,
            StringComparison.Ordinal
        );
    }

    private static (int Code, string Text) Print(Exception fault, bool verbose)
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        using var terminal = new Terminal(
            output,
            error,
            new Dictionary<string, string>(StringComparer.Ordinal)
        )
        {
            Verbose = verbose,
        };
        var code = FaultPrinter.Print(fault, terminal);
        return (code, Encoding.UTF8.GetString(error.ToArray()));
    }
}
