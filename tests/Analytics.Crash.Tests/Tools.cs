using System.Diagnostics;

namespace Analytics.Crash.Tests;

/// <summary>What the tests need beside .NET: a C compiler for the shim, strace for the independent count. Who lacks one is told so aloud.</summary>
internal static class Tools
{
    private static readonly Lazy<string?> Built = new(Build);

    /// <summary>The shim as a library to preload; null (said aloud) where it cannot be built.</summary>
    public static string? Shim => Built.Value;

    /// <summary>True (else said aloud) where system calls can be traced.</summary>
    public static bool CanTrace { get; } = Try("strace", "-f", "-o", "/dev/null", "true");

    /// <summary>Runs a program; true where it ended well.</summary>
    public static bool Try(string program, params string[] args)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, args)
                {
                    UseShellExecute = false,
                    RedirectStandardError = true,
                    RedirectStandardOutput = true,
                }
            )!;
            var error = process.StandardError.ReadToEndAsync();
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode == 0)
            {
                return true;
            }

            Console.WriteLine($"SKIPPED: {program} failed: {error.GetAwaiter().GetResult()}");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Console.WriteLine($"SKIPPED: {program} is not there, nothing was checked");
        }

        return false;
    }

    private static string? Build()
    {
        if (!OperatingSystem.IsLinux())
        {
            Console.WriteLine("SKIPPED: the shim is made for Linux, nothing was checked");
            return null;
        }

        var folder = Directory.CreateTempSubdirectory("crm-shim-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var library = Path.Combine(folder, "shim.so");
        return Try(
            "cc",
            "-O2",
            "-shared",
            "-fPIC",
            "-o",
            library,
            Path.Combine(AppContext.BaseDirectory, "shim.c"),
            "-ldl",
            "-lpthread"
        )
            ? library
            : null;
    }
}
