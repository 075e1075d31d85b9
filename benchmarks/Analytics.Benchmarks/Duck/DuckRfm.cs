using System.Globalization;
using DuckDB.NET.Data;

namespace Analytics.Benchmarks.Duck;

/// <summary>The job of <c>crm rfm</c> in DuckDB: the same rows, the same columns, the same bytes.</summary>
internal static class DuckRfm
{
    public const string Verb = "duckdb-rfm";

    /// <summary>The roll matrix of a panel instead: one statement, named by <c>--form</c>.</summary>
    public const string RollsVerb = "duckdb-rolls";

    // the fastest of the forms beside this file; the others are kept so that anyone can check that
    private const string Fastest = "direct-case";

    public static int Run(string[] args) =>
        Run(args, ["rows", Option(args, "--form", Fastest), "scores"]);

    public static int Rolls(string[] args) => Run(args, [Option(args, "--form", "rolls-window")]);

    private static int Run(string[] args, string[] parts)
    {
        if (args.Length < 2)
        {
            throw new ArgumentException("INPUT OUTPUT [--form NAME] [--threads N]", nameof(args));
        }

        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        Execute(
            connection,
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                SET threads = {int.Parse(
                    Option(args, "--threads", "2"),
                    CultureInfo.InvariantCulture
                )};
                SET preserve_insertion_order = false;
                SET autoinstall_known_extensions = false;
                SET autoload_known_extensions = false;
                """
            )
        );
        foreach (var part in parts)
        {
            Execute(
                connection,
                Script(part)
                    .Replace("$input", Literal(args[0]), StringComparison.Ordinal)
                    .Replace("$output", Literal(args[1]), StringComparison.Ordinal)
            );
        }

        return 0;
    }

    private static string Option(string[] args, string name, string otherwise)
    {
        var at = Array.IndexOf(args, name);
        return at < 0 ? otherwise : args[at + 1];
    }

    private static void Execute(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>File names cannot be parameters of COPY or of a view, so they go in as literals.</summary>
    private static string Literal(string text) =>
        $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Script(string name)
    {
        using var stream =
            typeof(DuckRfm).Assembly.GetManifestResourceStream(name + ".sql")
            ?? throw new ArgumentException($"no form {name}", nameof(name));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
