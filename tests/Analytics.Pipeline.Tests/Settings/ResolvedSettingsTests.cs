using Analytics.Core.Faults;
using Analytics.Pipeline.Settings;

namespace Analytics.Pipeline.Tests.Settings;

public class ResolvedSettingsTests
{
    [Fact]
    public void A_later_layer_wins_and_a_default_stands_where_no_layer_speaks()
    {
        var settings = ResolvedSettings.From(
            GlobalOptions.All,
            Layer("seed", "2", "c.yaml:1"),
            Layer("seed", "3", "CRM_SEED")
        );
        Assert.Equal(3, settings.Whole(GlobalOptions.Seed, 0, 9));
        Assert.Equal("CRM_SEED", settings.Value(GlobalOptions.Seed).Origin);
        Assert.Equal("en", settings.Choice(GlobalOptions.Lang));
        Assert.Null(settings.Date(GlobalOptions.AsOf));
    }

    [Theory]
    [InlineData(
        "seed",
        "x",
        "seed (c.yaml:1) 'x' is not a whole number from 0 to 9223372036854775807"
    )]
    [InlineData("threads", "0", "threads (c.yaml:1) '0' is not a whole number from 1 to 1024")]
    [InlineData("lang", "enn", "lang (c.yaml:1) 'enn' is none of en, zh; did you mean en?")]
    [InlineData("quiet", "yes", "quiet (c.yaml:1) 'yes' is neither true nor false")]
    [InlineData(
        "as-of",
        "31/12/2024",
        "as-of (c.yaml:1) '31/12/2024' is not a date; write for example 2024-12-31"
    )]
    public void A_value_that_cannot_be_used_is_told_with_its_origin(
        string name,
        string text,
        string fault
    )
    {
        var settings = ResolvedSettings.From(GlobalOptions.All, Layer(name, text, "c.yaml:1"));
        Assert.Equal(
            fault,
            Assert.Throws<UsageFault>(() => PipelineSettings.From(settings)).Message
        );
    }

    [Fact]
    public void No_two_settings_share_a_name_and_each_has_help_and_a_default_it_allows()
    {
        Assert.Equal(
            SettingCatalogue.All.Count,
            SettingCatalogue.All.DistinctBy(spec => spec.Name).Count()
        );
        Assert.All(SettingCatalogue.All, spec => Assert.NotEmpty(spec.Help));
        Assert.All(
            SettingCatalogue.All.Where(spec => spec is { Default: not null, Choices.Count: > 0 }),
            spec => Assert.Contains(spec.Default, spec.Choices)
        );
    }

    [Fact]
    public void The_environment_sets_what_begins_with_our_prefix()
    {
        var layer = EnvironmentLayer.Read(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["CRM_AS_OF"] = "2024-12-31",
                ["CRM_MAP"] = "customer=a,date=b",
                ["CRM_SEED"] = "",
                ["HOME"] = "/home",
                ["CRM_THREDS"] = "2",
            }
        );
        Assert.Equal(["as-of", "map"], layer.Values.Keys.Order());
        Assert.Equal(["customer=a", "date=b"], layer.Values["map"].Texts);
        Assert.Equal(
            "the environment variable CRM_THREDS is no setting and is ignored; did you mean CRM_THREADS?",
            Assert.Single(layer.WarningsBeside([]))
        );
    }

    private static Dictionary<string, SettingValue> Layer(
        string name,
        string text,
        string origin
    ) => new(StringComparer.Ordinal) { [name] = new SettingValue([text], origin) };
}
