using Analytics.Core.Simulation;

namespace Analytics.Core.Tests.Simulation;

public class DistributionsTests
{
    private const int Draws = 200_000;

    // five standard errors: a right sampler fails once in two million seeds, and the seed is fixed
    private const double Sigmas = 5;

    [Theory]
    [InlineData(0.3)]
    [InlineData(1)]
    [InlineData(6.25)]
    public void Gamma_has_its_mean_and_variance(double shape)
    {
        var (mean, variance) = Moments((ref RandomStream s) => s.Gamma(shape));
        Assert.Equal(shape, mean, Sigmas * Math.Sqrt(shape / Draws));
        // the variance of a sample variance is (mu4 - sigma^4) / n, with mu4 = 3 k^2 + 6 k for a gamma
        var spread = Math.Sqrt(((2 * shape * shape) + (6 * shape)) / Draws);
        Assert.Equal(shape, variance, Sigmas * spread);
    }

    [Fact]
    public void Beta_has_its_mean_and_variance()
    {
        const double A = 0.8;
        const double B = 4;
        const double Variance = A * B / ((A + B) * (A + B) * (A + B + 1));
        var (mean, variance) = Moments((ref RandomStream s) => s.Beta(A, B));
        Assert.Equal(A / (A + B), mean, Sigmas * Math.Sqrt(Variance / Draws));
        // the fourth central moment of a variable in [0, 1] is at most its variance
        Assert.Equal(Variance, variance, Sigmas * Math.Sqrt(Variance / Draws));
    }

    [Fact]
    public void Exponential_and_normal_have_their_moments()
    {
        var (mean, variance) = Moments((ref RandomStream s) => s.Exponential());
        Assert.Equal(1, mean, Sigmas / Math.Sqrt(Draws));
        Assert.Equal(1, variance, Sigmas * Math.Sqrt(8.0 / Draws));
        (mean, variance) = Moments((ref RandomStream s) => s.Normal());
        Assert.Equal(0, mean, Sigmas / Math.Sqrt(Draws));
        Assert.Equal(1, variance, Sigmas * Math.Sqrt(2.0 / Draws));
    }

    [Fact]
    public void Below_is_even_and_never_reaches_its_bound()
    {
        var counts = new int[7];
        var stream = RandomStream.Of(3, StreamPurpose.Order, 1);
        for (var i = 0; i < Draws; i++)
        {
            counts[stream.Below(7)]++;
        }

        var spread = Math.Sqrt(Draws * (1.0 / 7) * (6.0 / 7));
        Assert.All(counts, count => Assert.Equal(Draws / 7.0, count, Sigmas * spread));
    }

    [Fact]
    public void Streams_of_neighbours_do_not_resemble_each_other()
    {
        var equalBits = 0;
        for (var i = 0; i < 1000; i++)
        {
            var one = RandomStream.Of(1, StreamPurpose.Order, i, 0).Next();
            var other = RandomStream.Of(1, StreamPurpose.Order, i, 1).Next();
            equalBits += System.Numerics.BitOperations.PopCount(~(one ^ other));
        }

        // 64,000 fair bits, five standard deviations of 126.5
        Assert.InRange(equalBits, 32_000 - 633, 32_000 + 633);
    }

    private delegate double Draw(ref RandomStream stream);

    private static (double Mean, double Variance) Moments(Draw draw)
    {
        var stream = RandomStream.Of(17, StreamPurpose.Customer, 0);
        double sum = 0;
        double squares = 0;
        for (var i = 0; i < Draws; i++)
        {
            var x = draw(ref stream);
            sum += x;
            squares += x * x;
        }

        var mean = sum / Draws;
        return (mean, (squares / Draws) - (mean * mean));
    }
}
