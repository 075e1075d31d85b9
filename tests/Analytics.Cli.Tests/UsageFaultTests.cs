namespace Analytics.Cli.Tests;

public class UsageFaultTests
{
    [Theory]
    [InlineData("doctr", "unknown command 'doctr'; did you mean doctor?")]
    [InlineData("doctor --quite", "unknown option --quite for crm doctor; did you mean --quiet?")]
    [InlineData("--verson", "unknown option --verson; did you mean --version?")]
    [InlineData("config shw", "unknown command 'shw' for crm config; did you mean show?")]
    [InlineData("config", "crm config needs one of: show")]
    [InlineData("doctor x", "'x' is one word too many for crm doctor")]
    [InlineData("doctor --seed", "--seed needs a value")]
    [InlineData("doctor --seed 1 --seed 2", "--seed is given more than once")]
    [InlineData(
        "doctor --seed one",
        "--seed 'one' is not a whole number from 0 to 9223372036854775807"
    )]
    [InlineData("doctor --lang fr", "--lang 'fr' is none of en, zh")]
    [InlineData(
        "doctor --format tabel",
        "--format 'tabel' is none of table, csv, json; did you mean table?"
    )]
    [InlineData(
        "doctor --as-of 2024-02-30",
        "--as-of '2024-02-30' is not a date; write for example 2024-12-31"
    )]
    [InlineData(
        "doctor --zzzzzzzz",
        "unknown option --zzzzzzzz for crm doctor; crm doctor --help lists them"
    )]
    [InlineData("simulate purchases --out x", "--customers is missing")]
    [InlineData(
        "simulate purchases --customers 5",
        "--out DIR is needed: orders.csv and truth.json are written there"
    )]
    [InlineData(
        "simulate purchases --customers 5 --out x --dirty bad-dat=1",
        "--dirty: unknown kind 'bad-dat'; did you mean bad-date?"
    )]
    public void A_wrong_line_is_told_in_one_line_and_never_prints_help(string line, string fault)
    {
        var run = CrmRun.Of(line.Split(' '));
        Assert.Equal(2, run.ExitCode);
        Assert.Equal("error: " + fault + "\n", run.Error);
        Assert.Equal("", run.Output);
    }

    [Fact]
    public void Options_of_every_command_may_also_stand_before_it()
    {
        var run = CrmRun.Of("--format", "csv", "--seed=9", "config", "show");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("seed,9,option --seed\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_response_file_is_just_a_word() =>
        Assert.Contains("'@x'", CrmRun.Of("@x").Error, StringComparison.Ordinal);
}
