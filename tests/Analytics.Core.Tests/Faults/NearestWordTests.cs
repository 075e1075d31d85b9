using Analytics.Core.Faults;

namespace Analytics.Core.Tests.Faults;

public class NearestWordTests
{
    private static readonly string[] Words = ["seed", "segments", "scoring", "as-of"];

    [Theory]
    [InlineData("sede", "seed")]
    [InlineData("segmnets", "segments")]
    [InlineData("SCORING", "scoring")]
    [InlineData("asof", "as-of")]
    public void A_slip_of_the_finger_finds_the_word(string typed, string meant) =>
        Assert.Equal(meant, NearestWord.Find(typed, Words));

    [Theory]
    [InlineData("colour")]
    [InlineData("")]
    public void A_word_far_from_all_finds_nothing(string typed) =>
        Assert.Null(NearestWord.Find(typed, Words));
}
