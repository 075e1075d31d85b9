using System.Text.Json;
using Analytics.Ledger.Import;

namespace Analytics.Pipeline.Steps;

/// <summary>Writes <c>reconciliation.json</c>: where every row and every cent of the inputs went.</summary>
public static class AccountJson
{
    /// <summary>Writes the account of an import.</summary>
    public static void Write(ImportReport report, Stream output)
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
        json.WriteStartObject();
        json.WriteNumber("schema", 1);
        json.WriteString("identity", "read = rejected + duplicate + excluded + accepted");
        json.WriteBoolean("holds", report.Files.All(Holds) && Holds(report.Total));
        json.WriteString("max_rejects", report.IsStrict ? "0" : report.Limit.ToString());
        json.WriteStartArray("files");
        foreach (var file in report.Files)
        {
            WriteFile(json, file);
        }

        json.WriteEndArray();
        json.WritePropertyName("total");
        WriteFile(json, report.Total);
        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    private static bool Holds(FileAccount account)
    {
        var rows =
            account.RejectedRows
            + account.Duplicate.Rows
            + account.Excluded.Sum(e => e.Account.Rows)
            + account.Accepted.Rows;
        var money = account.Duplicate.Amount.Units + account.Accepted.Amount.Units;
        foreach (var (_, rejected) in account.Rejected)
        {
            money += rejected.Amount.Units;
        }

        foreach (var (_, excluded) in account.Excluded)
        {
            money += excluded.Amount.Units;
        }

        return rows == account.Read.Rows && money == account.Read.Amount.Units;
    }

    private static void WriteFile(Utf8JsonWriter json, FileAccount account)
    {
        json.WriteStartObject();
        json.WriteString("file", account.Name);
        Write(json, "read", account.Read);
        WriteGroup(
            json,
            "rejected",
            "by_reason",
            account.Rejected.Select(r => (r.Reason.Name(), r.Account)).ToList(),
            account.Read.Amount.Scale
        );
        Write(json, "duplicate", account.Duplicate);
        WriteGroup(
            json,
            "excluded",
            "by_policy",
            account.Excluded.Select(e => (e.Policy.Name(), e.Account)).ToList(),
            account.Read.Amount.Scale
        );
        Write(json, "accepted", account.Accepted);
        if (account.IdenticalLines is { } identical)
        {
            json.WriteNumber("identical_lines", identical);
        }

        json.WriteEndObject();
    }

    private static void WriteGroup(
        Utf8JsonWriter json,
        string name,
        string by,
        List<(string Name, RowAccount Account)> parts,
        int scale
    )
    {
        Int128 units = 0;
        foreach (var (_, account) in parts)
        {
            units += account.Amount.Units;
        }

        json.WriteStartObject(name);
        WriteFields(
            json,
            new RowAccount(
                parts.Sum(p => p.Account.Rows),
                new Core.Money.MoneyAmount(units, scale),
                parts.Sum(p => p.Account.UnreadableAmounts)
            )
        );
        json.WriteStartObject(by);
        foreach (var (part, account) in parts)
        {
            Write(json, part, account);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, RowAccount account)
    {
        json.WriteStartObject(name);
        WriteFields(json, account);
        json.WriteEndObject();
    }

    private static void WriteFields(Utf8JsonWriter json, RowAccount account)
    {
        json.WriteNumber("rows", account.Rows);
        json.WritePropertyName("amount");
        json.WriteRawValue(account.Amount.ToString());
        json.WriteNumber("unreadable_amounts", account.UnreadableAmounts);
    }
}
