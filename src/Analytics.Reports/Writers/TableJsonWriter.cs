using System.Text.Encodings.Web;
using System.Text.Json;
using Analytics.Reports.Document;

namespace Analytics.Reports.Writers;

/// <summary>
/// Writes a table as a JSON array with one object per row. A column whose cells are all numbers, or all <c>true</c> and <c>false</c>, is written as such, digit by digit as
/// in CSV; columns that name something stay text, also where the name is a number. An empty cell is null.
/// </summary>
public static class TableJsonWriter
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    // what customers, accounts and groups are called is no quantity
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "customer_id",
        "account",
        "invoice",
        "rfm",
        "segment",
        "tier",
        "type",
        "state",
        "delinquency_state",
        "from",
        "to",
        "text",
        "raw",
    };

    private enum Kind
    {
        Text,
        Number,
        Truth,
    }

    /// <summary>Writes the array and a line end and leaves the stream open.</summary>
    public static void Write(Table table, Stream output)
    {
        var kinds = table.Columns.Select((_, column) => KindOf(table, column)).ToArray();
        using (var writer = new Utf8JsonWriter(output, Options))
        {
            writer.WriteStartArray();
            foreach (var row in table.Rows)
            {
                writer.WriteStartObject();
                for (var i = 0; i < kinds.Length; i++)
                {
                    writer.WritePropertyName(table.Columns[i]);
                    Write(writer, row[i], kinds[i]);
                }

                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        output.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter writer, string? cell, Kind kind)
    {
        if (cell is null || (kind != Kind.Text && cell.Length == 0))
        {
            writer.WriteNullValue();
        }
        else if (kind == Kind.Text)
        {
            writer.WriteStringValue(cell);
        }
        else
        {
            writer.WriteRawValue(cell);
        }
    }

    private static Kind KindOf(Table table, int column)
    {
        if (Names.Contains(table.Columns[column]))
        {
            return Kind.Text;
        }

        var cells = table
            .Rows.Select(row => row[column])
            .Where(cell => !string.IsNullOrEmpty(cell));
        var (isAny, isNumber, isTruth) = (false, true, true);
        foreach (var cell in cells)
        {
            isAny = true;
            isNumber = isNumber && IsNumber(cell!);
            isTruth = isTruth && cell is "true" or "false";
            if (!isNumber && !isTruth)
            {
                return Kind.Text;
            }
        }

        return !isAny ? Kind.Text
            : isNumber ? Kind.Number
            : Kind.Truth;
    }

    /// <summary>A number in the grammar of JSON: no leading zero or plus sign, digits on both sides of the point.</summary>
    private static bool IsNumber(ReadOnlySpan<char> text)
    {
        text = text.StartsWith('-') ? text[1..] : text;
        var whole = Digits(text);
        if (whole == 0 || (whole > 1 && text[0] == '0'))
        {
            return false;
        }

        text = text[whole..];
        if (text.StartsWith('.'))
        {
            var decimals = Digits(text[1..]);
            if (decimals == 0)
            {
                return false;
            }

            text = text[(1 + decimals)..];
        }

        if (text.IsEmpty)
        {
            return true;
        }

        if (text[0] is not ('e' or 'E'))
        {
            return false;
        }

        text = text[1..];
        text = !text.IsEmpty && text[0] is '+' or '-' ? text[1..] : text;
        return text.Length > 0 && Digits(text) == text.Length;
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }
}
