namespace Analytics.Crash.Tests;

/// <summary>Where, when and with how many threads a job runs changes no byte of its outputs.</summary>
public class SettingsTests
{
    private static readonly string[] Locales =
    [
        "C",
        "de_DE.UTF-8",
        "fr_CH.UTF-8",
        "tr_TR.UTF-8",
        "ar_SA.UTF-8",
        "fa_IR.UTF-8",
        "th_TH.UTF-8",
        "zh_CN.GB18030",
        "hi_IN.UTF-8",
        "en_US.UTF-8",
    ];

    private static readonly string[] Zones =
    [
        "UTC",
        "Asia/Kathmandu",
        "Pacific/Kiritimati",
        "America/St_Johns",
    ];

    [Fact]
    public void Twenty_settings_of_locale_time_zone_and_threads_give_the_same_bytes()
    {
        var folder = Directory.CreateTempSubdirectory("crm-settings-").FullName;
        Scenario.WriteInputs(Path.Combine(folder, "in"));
        Tree? first = null;
        for (var i = 0; i < 20; i++)
        {
            var root = Path.Combine(folder, FormattableString.Invariant($"{i}"));
            Directory.CreateDirectory(root);
            (string, string)[] environment =
            [
                ("LC_ALL", Locales[i % Locales.Length]),
                ("LANG", Locales[i % Locales.Length]),
                ("TZ", Zones[i % Zones.Length]),
            ];
            foreach (
                var call in (string[])
                    [
                        "import IN/many.csv --store ROOT/shop",
                        "run --store ROOT/shop --only pyramid,cohorts --out ROOT/out/run",
                        "clv --store ROOT/shop --fit-only --out ROOT/out/fits.csv",
                    ]
            )
            {
                var words = call.Replace("ROOT", root, StringComparison.Ordinal)
                    .Replace("IN/", folder + "/in/", StringComparison.Ordinal)
                    .Split(' ');
                var threads = FormattableString.Invariant($"{1 + (i % 5)}");
                var run = Crm.Run(folder, [.. words, "--threads", threads], environment);
                Assert.True(run.ExitCode == 0, run.Error);
            }

            var outputs = Tree.Of(Path.Combine(root, "out"));
            first ??= outputs;
            Assert.Equal("", outputs.DifferenceFrom(first));
        }

        Assert.NotEmpty(first!.Entries);
        Directory.Delete(folder, recursive: true);
    }
}
