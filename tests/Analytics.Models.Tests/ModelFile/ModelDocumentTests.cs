using System.Text;
using Analytics.Core.Faults;
using Analytics.Models.ModelFile;

namespace Analytics.Models.Tests.ModelFile;

public class ModelDocumentTests
{
    [Fact]
    public void What_was_written_is_read_and_written_again_to_the_same_bytes()
    {
        var bytes = Written("churn");
        var content = ModelDocument.Read(bytes, "m.json", "churn");
        Assert.Equal(0.1, content.GetProperty("weight").GetDouble());
        using var again = new MemoryStream();
        ModelDocument.Write(again, "churn", content.WriteTo);
        Assert.Equal(bytes, again.ToArray());
    }

    [Fact]
    public void Any_changed_content_is_refused()
    {
        var text = Encoding.UTF8.GetString(Written("churn"));
        foreach (
            var (was, becomes) in new[] { ("0.1", "0.2"), ("weight", "waight"), ("0.1", "0.10") }
        )
        {
            var fault = Assert.Throws<ModelFault>(() => Read(text.Replace(was, becomes)));
            Assert.Contains("m.json", fault.Message);
            Assert.Contains("SHA-256", fault.Message);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("PK\u0003\u0004 a zip")]
    [InlineData("[1, 2]")]
    [InlineData("{\"trees\": []}")]
    [InlineData("{\"format\": \"xgboost\", \"content\": {}}")]
    public void Foreign_files_are_refused(string text) =>
        Assert.Contains("no model file", Assert.Throws<ModelFault>(() => Read(text)).Message);

    [Fact]
    public void A_file_that_ends_early_is_refused()
    {
        var bytes = Written("churn");
        for (var length = 0; length < bytes.Length - 2; length += 7)
        {
            Assert.Throws<ModelFault>(() =>
                ModelDocument.Read(bytes.AsMemory(0, length), "m.json", "churn")
            );
        }
    }

    [Fact]
    public void Another_version_or_kind_is_named_with_what_to_do()
    {
        var text = Encoding.UTF8.GetString(Written("churn"));
        Assert.Contains(
            "version 0",
            Assert
                .Throws<ModelFault>(() => Read(text.Replace("\"version\":1", "\"version\":0")))
                .Message
        );
        var fault = Assert.Throws<ModelFault>(() =>
            ModelDocument.Read(Written("delinquency"), "m.json", "churn")
        );
        Assert.Contains("'delinquency'", fault.Message);
    }

    [Fact]
    public void Content_of_an_unknown_shape_is_a_fault_and_not_a_crash()
    {
        var content = ModelDocument.Read(Written("churn"), "m.json", "churn");
        Assert.Throws<ModelFault>(() =>
            ModelDocument.Content(content, "m.json", c => c.GetProperty("trees").GetInt32())
        );
        Assert.Throws<ModelFault>(() =>
            ModelDocument.Content(content, "m.json", c => c.GetProperty("weight").GetString())
        );
    }

    private static System.Text.Json.JsonElement Read(string text) =>
        ModelDocument.Read(Encoding.UTF8.GetBytes(text), "m.json", "churn");

    private static byte[] Written(string kind)
    {
        using var stream = new MemoryStream();
        ModelDocument.Write(
            stream,
            kind,
            json =>
            {
                json.WriteStartObject();
                json.WriteNumber("weight", 0.1);
                json.WriteEndObject();
            }
        );
        return stream.ToArray();
    }
}
