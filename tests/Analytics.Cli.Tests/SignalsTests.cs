using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Analytics.Cli.Tests;

/// <summary>Signals need a process of their own.</summary>
public partial class SignalsTests
{
    [Theory]
    [InlineData(2, 130)]
    [InlineData(15, 143)]
    public async Task A_signal_ends_the_run_with_its_code_and_leaves_nothing(int signal, int code)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var folder = new TemporaryFolder();
        using var process = Start($"simulate purchases --customers 3000000 --out {folder["sim"]}");
        await WaitForOutputAsync(folder.Path);
        Assert.Equal(0, Kill(process.Id, signal));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync(patience.Token);
        Assert.Equal(code, process.ExitCode);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    private static Process Start(string arguments) =>
        Process.Start(
            new ProcessStartInfo(
                "dotnet",
                $"{Path.Combine(AppContext.BaseDirectory, "crm.dll")} {arguments}"
            )
            {
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;

    private static async Task WaitForOutputAsync(string folder)
    {
        for (var i = 0; i < 600; i++)
        {
            if (Directory.EnumerateFiles(folder, "orders.csv", SearchOption.AllDirectories).Any())
            {
                return;
            }

            await Task.Delay(50);
        }

        Assert.Fail("the run wrote nothing within 30 s");
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
