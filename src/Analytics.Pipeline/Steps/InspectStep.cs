using System.Text;
using System.Text.Json;
using Analytics.Core.Faults;
using Analytics.Ledger.Import;
using Analytics.Ledger.Import.Sniffing;
using Analytics.Pipeline.Output;

namespace Analytics.Pipeline.Steps;

/// <summary>Shows what the importer sees in each file: a look at its head, a full read where the roles allow it, and the config that fixes what it found.</summary>
public static class InspectStep
{
    private const int MostRejects = 20;

    /// <summary>One file as seen.</summary>
    private sealed record Seen(FileProfile Profile, ImportReport? Report, string? Trouble);

    /// <summary>Writes what is seen, for people or as JSON.</summary>
    public static void Write(
        ImportSettings settings,
        TableFormat? format,
        Stream output,
        TextWriter text,
        CancellationToken stop
    )
    {
        if (format == TableFormat.Json)
        {
            WriteJson(settings, output, stop);
        }
        else
        {
            WriteText(settings, text, stop);
        }
    }

    private static void WriteText(
        ImportSettings settings,
        TextWriter output,
        CancellationToken stop
    )
    {
        foreach (var seen in Look(settings, stop))
        {
            var profile = seen.Profile;
            output.WriteLine(profile.Name);
            output.WriteLine($"  encoding    {profile.EncodingName}");
            output.WriteLine($"  delimiter   {DelimiterName(profile)}");
            output.WriteLine($"  quote       {profile.Dialect.Quote?.ToString() ?? "none"}");
            output.WriteLine($"  escape      {EscapeName(profile)}");
            output.WriteLine($"  line end    {profile.Dialect.LineEnd}");
            output.WriteLine($"  preamble    {Cells.Of(profile.Dialect.PreambleRows)} rows");
            output.WriteLine($"  header      {Cells.Of(profile.Dialect.HeaderRows)} rows");
            output.WriteLine($"  dates       {profile.DateFormat?.ToString() ?? "undecided"}");
            output.WriteLine($"  decimal     {profile.DecimalMark?.ToString() ?? "undecided"}");
            output.WriteLine("  columns");
            foreach (var column in profile.Columns)
            {
                var role = column.Role?.Name() ?? "-";
                output.WriteLine(
                    $"    {column.Name, -24} {role, -12} {column.Type, -8} {column.Evidence}".TrimEnd()
                );
            }

            if (
                seen.Profile.Column(ColumnRole.Order) is null
                && seen.Profile.Column(ColumnRole.Customer) is not null
            )
            {
                output.WriteLine(
                    "  orders      no order id: each purchase row counts as one order"
                );
            }

            WriteAccount(seen, output);
            output.WriteLine("  config that fixes this");
            output.Write(Config(profile));
        }
    }

    // one array, an object per file
    private static void WriteJson(ImportSettings settings, Stream output, CancellationToken stop)
    {
        using var json = new Utf8JsonWriter(
            output,
            new JsonWriterOptions
            {
                Indented = true,
                NewLine = "\n",
                Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            }
        );
        json.WriteStartArray();
        foreach (var seen in Look(settings, stop))
        {
            WriteFile(json, seen);
        }

        json.WriteEndArray();
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    private static IEnumerable<Seen> Look(ImportSettings settings, CancellationToken stop)
    {
        foreach (var input in settings.Inputs)
        {
            using var import = PurchaseImport.Open(settings with { Inputs = [input] }, stop);
            ImportReport? report = null;
            string? trouble = null;
            try
            {
                report = import.Summarise().Report;
            }
            catch (DataFault fault)
            {
                trouble = fault.Message;
            }

            foreach (var profile in import.Profiles)
            {
                yield return new Seen(profile, report, trouble);
            }
        }
    }

    private static void WriteAccount(Seen seen, TextWriter output)
    {
        if (seen.Trouble is not null)
        {
            output.WriteLine("  trouble     " + seen.Trouble);
        }

        if (seen.Report is not { } report)
        {
            return;
        }

        var account = report.Files.First(f => f.Name == Path.GetFileName(seen.Profile.Name));
        output.WriteLine(
            $"  rows        {Cells.Of(account.Read.Rows)} read, {Cells.Of(account.RejectedRows)} rejected, {Cells.Of(account.Excluded.Sum(e => e.Account.Rows))} excluded, {Cells.Of(account.Accepted.Rows)} accepted; money accepted {account.Accepted.Amount}"
        );
        foreach (var row in report.Rejects.Take(MostRejects))
        {
            output.WriteLine(
                $"    line {Cells.Of(row.Line)}, byte {Cells.Of(row.Offset)}{(row.Column.Length == 0 ? "" : $", {row.Column}")}: {row.Kind.Name()}: {row.Kind.Text()}"
            );
        }
    }

    private static void WriteFile(Utf8JsonWriter json, Seen seen)
    {
        var profile = seen.Profile;
        json.WriteStartObject();
        json.WriteString("file", profile.Name);
        json.WriteString("encoding", profile.EncodingName);
        json.WriteString(
            "delimiter",
            profile.Dialect.IsBlanks ? "blanks" : profile.Dialect.Delimiter.ToString()
        );
        WriteNullable(json, "quote", profile.Dialect.Quote?.ToString());
        WriteNullable(
            json,
            "escape",
            profile.Dialect.Escape?.ToString() ?? profile.Dialect.Quote?.ToString()
        );
        json.WriteString("line_end", profile.Dialect.LineEnd);
        json.WriteNumber("header_rows", profile.Dialect.HeaderRows);
        json.WriteNumber("preamble_rows", profile.Dialect.PreambleRows);
        WriteNullable(json, "date_format", profile.DateFormat?.ToString());
        WriteNullable(json, "decimal", profile.DecimalMark?.ToString());
        json.WriteStartArray("columns");
        foreach (var column in profile.Columns)
        {
            json.WriteStartObject();
            json.WriteString("name", column.Name);
            WriteNullable(json, "role", column.Role?.Name());
            json.WriteString("type", column.Type);
            json.WriteString("evidence", column.Evidence);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        var account = seen.Report?.Files.FirstOrDefault(f =>
            f.Name == Path.GetFileName(profile.Name)
        );
        if (account is not null)
        {
            json.WriteNumber("rows", account.Read.Rows);
        }
        else
        {
            json.WriteNull("rows");
        }

        WriteNullable(json, "trouble", seen.Trouble);
        WriteRejects(json, seen.Report);
        json.WriteString("config", Config(profile));
        json.WriteEndObject();
    }

    private static void WriteRejects(Utf8JsonWriter json, ImportReport? report)
    {
        json.WriteStartArray("rejects");
        foreach (var row in (report?.Rejects ?? []).Take(MostRejects))
        {
            json.WriteStartObject();
            json.WriteNumber("line", row.Line);
            json.WriteNumber("byte_offset", row.Offset);
            json.WriteString("column", row.Column);
            json.WriteString("reason", row.Kind.Name());
            json.WriteString("text", row.Kind.Text());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteNullable(Utf8JsonWriter json, string name, string? value)
    {
        if (value is null)
        {
            json.WriteNull(name);
        }
        else
        {
            json.WriteString(name, value);
        }
    }

    private static string DelimiterName(FileProfile profile) =>
        profile.Dialect.Delimiter switch
        {
            '\t' => "tab",
            Dialect.Blanks => "runs of blanks",
            var other => other.ToString(),
        };

    private static string EscapeName(FileProfile profile) =>
        profile.Dialect.Quote is null
            ? "none"
            : profile.Dialect.Escape?.ToString() ?? "the quote doubled";

    private static string Config(FileProfile profile)
    {
        var text = new StringBuilder();
        var roles = profile.Columns.Where(c => c.Role is not null).ToList();
        if (roles.Count > 0)
        {
            text.Append("    map:\n");
            foreach (var column in roles)
            {
                text.Append("      - ")
                    .Append(Quoted($"{column.Role!.Value.Name()}={column.Name}"))
                    .Append('\n');
            }
        }

        text.Append("    encoding: ").Append(profile.EncodingName).Append('\n');
        text.Append("    delimiter: ")
            .Append(
                Quoted(
                    profile.Dialect.IsBlanks ? "blanks"
                    : profile.Dialect.Delimiter == '\t' ? "tab"
                    : profile.Dialect.Delimiter.ToString()
                )
            )
            .Append('\n');
        text.Append("    quote: ")
            .Append(Quoted(profile.Dialect.Quote?.ToString() ?? "none"))
            .Append('\n');
        text.Append("    header-rows: ").Append(Cells.Of(profile.Dialect.HeaderRows)).Append('\n');
        text.Append("    preamble-rows: ")
            .Append(Cells.Of(profile.Dialect.PreambleRows))
            .Append('\n');
        text.Append("    date-format: ")
            .Append(profile.DateFormat?.ToString() ?? "dmy   # or mdy: the file does not tell")
            .Append('\n');
        text.Append("    decimal: ")
            .Append(Quoted(profile.DecimalMark?.ToString() ?? "."))
            .Append(profile.DecimalMark is null ? "   # or ',': the file does not tell" : "")
            .Append('\n');
        return text.ToString();
    }

    private static string Quoted(string text) =>
        "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";
}
