using System.Text;
using System.Text.Json;
using Analytics.Reports.Document;
using Analytics.Reports.Writers;

namespace Analytics.Reports.Tests.Writers;

public class TableJsonWriterTests
{
    [Theory]
    [InlineData("12.50", "-3", JsonValueKind.Number)]
    [InlineData("1E-05", "0", JsonValueKind.Number)]
    [InlineData("123456789012345678901234567890.12", null, JsonValueKind.Number)]
    [InlineData("007", "8", JsonValueKind.String)]
    [InlineData("1.", "8", JsonValueKind.String)]
    [InlineData("NaN", "8", JsonValueKind.String)]
    [InlineData("+1", "8", JsonValueKind.String)]
    [InlineData("2026-11-22", "8", JsonValueKind.String)]
    public void A_column_is_numbers_where_every_cell_is_one(
        string cell,
        string? other,
        JsonValueKind kind
    )
    {
        var value = First("amount", cell, other);
        Assert.Equal(kind, value.ValueKind);
        Assert.Equal(
            cell,
            value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText()
        );
    }

    [Fact]
    public void Truths_are_truths_only_where_nothing_else_stands_in_the_column()
    {
        Assert.Equal(JsonValueKind.True, First("complete", "true", "false").ValueKind);
        Assert.Equal(JsonValueKind.String, First("chosen", "true", "spend").ValueKind);
    }

    [Theory]
    [InlineData("customer_id")]
    [InlineData("rfm")]
    [InlineData("state")]
    public void A_name_that_is_a_number_stays_a_name(string column) =>
        Assert.Equal(JsonValueKind.String, First(column, "12", "7").ValueKind);

    [Fact]
    public void An_empty_cell_is_null_among_numbers()
    {
        Assert.Equal(JsonValueKind.Null, First("amount", null, "7").ValueKind);
        Assert.Equal(JsonValueKind.Null, First("amount", "", "7").ValueKind);
        Assert.Equal(JsonValueKind.Null, First("amount", null, null).ValueKind);
    }

    private static JsonElement First(string column, params string?[] cells)
    {
        using var stream = new MemoryStream();
        TableJsonWriter.Write(
            new Table([column], [.. cells.Select(cell => new[] { cell })]),
            stream
        );
        return JsonDocument
            .Parse(Encoding.UTF8.GetString(stream.ToArray()))
            .RootElement[0]
            .GetProperty(column);
    }
}
