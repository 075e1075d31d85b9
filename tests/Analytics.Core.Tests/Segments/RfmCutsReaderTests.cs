using Analytics.Core.Faults;
using Analytics.Core.Segments;

namespace Analytics.Core.Tests.Segments;

public class RfmCutsReaderTests
{
    private static readonly string[] Good =
    [
        "measure,score,lower,upper",
        "R,3,,30",
        "R,2,30,90",
        "R,1,90,",
        "f,1,,1",
        "f,2,1,4",
        "f,3,4,",
        "monetary,1,,99.5",
        "monetary,2,99.5,1000",
        "monetary,3,1000,",
    ];

    [Fact]
    public void Own_thresholds_are_read_in_the_shape_they_are_printed()
    {
        var cuts = Read(Good);
        Assert.Equal(3, cuts.Bins);
        Assert.Equal("30 90", string.Join(' ', cuts.R));
        Assert.Equal("99.5 1000", string.Join(' ', cuts.M));
        var again = RfmCutsReader.Read(
            RfmScorerTests.Table(cuts, 2).Skip(1).Reverse().Prepend(Header)
        );
        Assert.Equal(cuts.R, again.R);
        Assert.Equal(cuts.F, again.F);
        Assert.Equal(cuts.M, again.M);
    }

    [Theory]
    [InlineData(0, "measure,score,lower,uper", "did you mean 'upper'?")]
    [InlineData(0, "measure,score,lower", "column 'upper' is missing")]
    [InlineData(1, "Q,3,,30", "row 2: measure 'Q' is unknown")]
    [InlineData(1, "R,0,,30", "row 2: score '0'")]
    [InlineData(1, "R,3,,x", "row 2: limit 'x'")]
    [InlineData(2, "R,3,30,90", "score 2 is missing or given twice")]
    [InlineData(2, "R,2,31,90", "begins at '31' where '30' was expected")]
    [InlineData(3, "R,1,90,200", "must have no upper limit")]
    [InlineData(5, "f,2,1,", "has no upper limit")]
    [InlineData(1, "R,3,5,30", "begins at '5' where '' was expected")]
    public void What_is_wrong_is_said(int line, string text, string expected)
    {
        var lines = (string[])Good.Clone();
        lines[line] = text;
        var fault = Assert.Throws<UsageFault>(() => Read(lines));
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Falling_cuts_and_uneven_numbers_of_scores_are_refused()
    {
        string[] falling = ["f,1,,4", "f,2,4,1", "f,3,1,"];
        Assert.Throws<UsageFault>(() => Read([.. Good[..4], .. falling, .. Good[7..]]));
        Assert.Throws<UsageFault>(() => Read(Good[..7]));
        Assert.Throws<UsageFault>(() => RfmCutsReader.Read([]));
    }

    private static readonly string[] Header = ["measure", "score", "lower", "upper"];

    private static RfmCuts Read(string[] lines) =>
        RfmCutsReader.Read(lines.Select(line => line.Split(',')));
}
