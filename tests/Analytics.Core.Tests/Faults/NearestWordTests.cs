using Analytics.Core.Faults;

namespace Analytics.Core.Tests.Faults;

public class NearestWordTests
{
    private static readonly string[] Maps = ["classic-10", "r-rfm", "value-8", "lifecycle-4"];

    [Theory]
    [InlineData("clasic-10", "classic-10")]
    [InlineData("Value-8", "value-8")]
    [InlineData("vlaue-8", "value-8")]
    [InlineData("lifecycle", "lifecycle-4")]
    [InlineData("rrfm", "r-rfm")]
    public void A_slip_finds_its_word(string written, string meant) =>
        Assert.Equal(meant, NearestWord.Find(written, Maps));

    [Fact]
    public void Nothing_near_gives_null()
    {
        Assert.Null(NearestWord.Find("pyramid", Maps));
        Assert.Null(NearestWord.Find("x", []));
        Assert.Equal("", NearestWord.Hint("pyramid", Maps));
    }

    [Theory]
    [InlineData("", "abc", 3)]
    [InlineData("abcd", "abdc", 1)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("ca", "abc", 3)]
    public void Distances_are_those_of_optimal_string_alignment(string a, string b, int distance)
    {
        Assert.Equal(distance, NearestWord.Distance(a, b));
        Assert.Equal(distance, NearestWord.Distance(b, a));
    }
}
