using Analytics.Core.Faults;
using Analytics.Core.Work;
using Analytics.Pipeline.Settings;

namespace Analytics.Pipeline.Tests.Settings;

public class ImportSettingsReaderTests
{
    [Theory]
    [InlineData("customer=id amount=sales", "customer=id|amount=sales")]
    [InlineData("customer=id,amount=sales", "customer=id|amount=sales")]
    [InlineData("customer=last,first,date=on,the=day", "customer=last,first|date=on,the=day")]
    [InlineData("customer=a=b", "customer=a=b")]
    public void Roles_are_given_one_by_one_or_in_one_word(string words, string expected)
    {
        var map = Read(words.Split(' ')).Map;
        Assert.Equal(expected, string.Join('|', map.Select(m => m.Key + "=" + m.Value)));
    }

    [Theory]
    [InlineData("customer")]
    [InlineData("=id")]
    [InlineData("customer=")]
    [InlineData("customer=a,customer=b")]
    public void A_map_that_says_nothing_or_two_things_is_an_error(string words) =>
        Assert.Throws<UsageFault>(() => Read(words.Split(' ')));

    private static Ledger.Import.ImportSettings Read(string[] map)
    {
        var given = new Dictionary<string, SettingValue>(StringComparer.Ordinal)
        {
            [ImportOptions.Map.Name] = new(map, "option --map"),
        };
        var none = new Dictionary<string, SettingValue>(StringComparer.Ordinal);
        var resolved = ResolvedSettings.From(
            [.. GlobalOptions.All, .. ImportOptions.All],
            none,
            none,
            given
        );
        return ImportSettingsReader.Read(
            ["in.csv"],
            resolved,
            PipelineSettings.From(resolved),
            new ImportProgress()
        );
    }
}
