using System.CommandLine;
using Analytics.Pipeline.Settings;
using CsvHelper;
using YamlDotNet.RepresentationModel;

namespace Repository.Tests.Walls;

/// <summary>Each type here breaks some walls if it stood in the wrong project: the proof that the walls can fail.</summary>
internal static class Breakers
{
    internal static class CommandLineUser
    {
        public static Option<string> Make() => new("--x");
    }

    internal static class ConsoleUser
    {
        public static void Say() => Console.WriteLine("x");
    }

    internal static class HiddenConsoleUser
    {
        public static Action Say() => () => Console.WriteLine("x");

        public static async Task SayAsync()
        {
            await Task.Yield();
            Console.WriteLine("x");
        }
    }

    internal static class CsvUser
    {
        public static object Read(Stream stream) => CsvReader.Create(stream);
    }

    internal static class ZstdUser
    {
        public static ZstdSharp.Decompressor Make() => new();
    }

    internal static class YamlUser
    {
        public static YamlStream Make() => [];
    }

    internal static class LearningUser
    {
        public static int Use() => Microsoft.ML.StandIn.Value;
    }

    internal static class ChartUser
    {
        public static int Use() => ScottPlot.StandIn.Value;
    }

    internal static class FileUser
    {
        public static bool Use() => File.Exists("x");
    }

    internal static class PipelineUser
    {
        public static PipelineSettings Make() => new();
    }

    internal static class LedgerAndReportsUser
    {
        public static object Make() => new Analytics.Reports.Document.Table([], []);
    }
}
