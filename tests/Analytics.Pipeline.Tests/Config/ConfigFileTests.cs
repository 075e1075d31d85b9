using Analytics.Core.Faults;
using Analytics.Pipeline.Config;

namespace Analytics.Pipeline.Tests.Config;

public class ConfigFileTests
{
    [Fact]
    public void Values_lists_and_mappings_are_read_with_their_lines()
    {
        var values = ConfigFile
            .Parse(
                "# our shop\nseed: 7\nstrict: true\ncolumns: [a, b]\nmap:\n  customer: Kunden-Nr\n  date: Datum\n",
                "shop.yaml"
            )
            .Values;
        Assert.Equal(["7"], values["seed"].Texts);
        Assert.Equal("shop.yaml:2", values["seed"].Origin);
        Assert.Equal("true", values["strict"].Text);
        Assert.Equal("a,b", values["columns"].Text);
        Assert.Equal(["customer=Kunden-Nr", "date=Datum"], values["map"].Texts);
        Assert.Equal("shop.yaml:5", values["map"].Origin);
    }

    [Fact]
    public void An_empty_config_sets_nothing() =>
        Assert.Empty(ConfigFile.Parse("# nothing\n", "c").Values);

    [Fact]
    public void Headings_hold_settings_and_sources_hold_inputs()
    {
        var config = ConfigFile.Parse(
            "limits:\n  timeout: 5m\noutputs:\n  root: runs\nsources:\n  shop:\n    files: [a.csv, b/*.gz]\n    returns: ignore\n  erp:\n    url: postgres://reader@db/shop\n    password_env: PW\n",
            "c.yaml"
        );
        Assert.Equal(("5m", "c.yaml:2"), Pair(config.Values["timeout"]));
        Assert.Equal(("runs", "c.yaml:4"), Pair(config.Values["out-root"]));
        var shop = config.Choose("shop", hasInputs: false)!;
        Assert.Equal(["a.csv", "b/*.gz"], shop.Inputs());
        Assert.Equal(("ignore", "c.yaml:8"), Pair(shop.Values["returns"]));
        var erp = config.Choose("erp", hasInputs: false)!;
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        Assert.Throws<UsageFault>(() => erp.Password!.Read(environment));
        environment["PW"] = "s3cret";
        Assert.Equal("s3cret", erp.Password!.Read(environment));
        Assert.DoesNotContain(
            "s3cret",
            string.Join('\n', erp.Shown(environment)),
            StringComparison.Ordinal
        );
        Assert.Throws<UsageFault>(() => config.Choose(null, hasInputs: false));
        Assert.Null(config.Choose(null, hasInputs: true));
    }

    private static (string?, string) Pair(Analytics.Pipeline.Settings.SettingValue value) =>
        (value.Text, value.Origin);

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
    [InlineData(
        "limits:\n  timeuot: 5m\n",
        "c.yaml:2: unknown key 'timeuot' in limits; did you mean timeout?"
    )]
    [InlineData(
        "limits: 5m\n",
        "c.yaml:1: 'limits' is a heading; expected lines of the form '  name: value' below it"
    )]
    [InlineData(
        "only: lifetime\nanalyses:\n  only: churn\n",
        "c.yaml:3: 'only' is set already at c.yaml:1"
    )]
    [InlineData("surces:\n  a: 1\n", "c.yaml:1: unknown key 'surces'; did you mean sources?")]
    [InlineData(
        "sources:\n  a:\n    files: x\n    delimeter: ';'\n",
        "c.yaml:4: unknown key 'delimeter' in the source a; did you mean delimiter?"
    )]
    [InlineData(
        "sources:\n  a:\n    delimiter: ';'\n",
        "c.yaml:2: the source a needs either files (files or globs) or url"
    )]
    [InlineData(
        "sources:\n  a:\n    url: postgres://h/d\n    password: geheim\n",
        "c.yaml:4: a password does not stand in a config; name the environment variable that holds it (password_env) or the file (password_file)"
    )]
    [InlineData(
        "sources:\n  a:\n    url: postgres://u:geheim@h/d\n",
        "c.yaml:3: the address holds a password; leave it out there and name, in a source of the config, the variable (password_env) or the file (password_file) it is in"
    )]
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
