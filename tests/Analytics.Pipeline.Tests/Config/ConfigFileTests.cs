using Analytics.Core.Faults;
using Analytics.Pipeline.Config;

namespace Analytics.Pipeline.Tests.Config;

public class ConfigFileTests
{
    [Fact]
    public void Values_lists_and_mappings_are_read_with_their_lines()
    {
        var values = ConfigFile.Parse(
            "# our shop\nseed: 7\nstrict: true\ncolumns: [a, b]\nmap:\n  customer: Kunden-Nr\n  date: Datum\n",
            "shop.yaml"
        );
        Assert.Equal(["7"], values["seed"].Texts);
        Assert.Equal("shop.yaml:2", values["seed"].Origin);
        Assert.Equal("true", values["strict"].Text);
        Assert.Equal("a,b", values["columns"].Text);
        Assert.Equal(["customer=Kunden-Nr", "date=Datum"], values["map"].Texts);
        Assert.Equal("shop.yaml:5", values["map"].Origin);
    }

    [Fact]
    public void An_empty_config_sets_nothing() =>
        Assert.Empty(ConfigFile.Parse("# nothing\n", "c"));

    [Theory]
    [InlineData("seed: 1\nbinz: 7\n", "c.yaml:2: unknown key 'binz'; did you mean bins?")]
    [InlineData(
        "wholly-unknown: 7\n",
        "c.yaml:1: unknown key 'wholly-unknown'; crm config show lists the keys"
    )]
    [InlineData("seed:\n", "c.yaml:1: 'seed' has no value; write seed: N")]
    [InlineData("seed: [1, 2]\n", "c.yaml:1: 'seed' takes one value: N")]
    [InlineData("- seed\n", "c.yaml:1: expected lines of the form 'name: value'")]
    [InlineData("config: other.yaml\n", "c.yaml:1: a config cannot name another config")]
    [InlineData("map:\n  customer: [a]\n", "c.yaml:1: an entry of 'map' is not a plain text")]
    public void What_is_wrong_is_told_with_its_line(string text, string fault) =>
        Assert.Equal(
            fault,
            Assert.Throws<UsageFault>(() => ConfigFile.Parse(text, "c.yaml")).Message
        );

    [Theory]
    [InlineData("seed: 1\nseed: 2\n", "c.yaml:2:")]
    [InlineData("seed: 'open\n", "c.yaml:")]
    [InlineData("a: b: c\n", "c.yaml:1:")]
    public void What_is_no_yaml_is_told_with_its_line(string text, string place) =>
        Assert.StartsWith(
            place,
            Assert.Throws<UsageFault>(() => ConfigFile.Parse(text, "c.yaml")).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_missing_config_is_a_file_fault() =>
        Assert.Throws<FileFault>(() => ConfigFile.Load("no-such-config.yaml"));
}
