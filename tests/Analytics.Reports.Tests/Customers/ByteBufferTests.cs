using System.Globalization;
using System.Text;
using Analytics.Reports.Customers;

namespace Analytics.Reports.Tests.Customers;

public sealed class ByteBufferTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(10)]
    [InlineData(-99_999)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void Whole_numbers_are_their_invariant_text(long value)
    {
        var buffer = new ByteBuffer();

        buffer.Append(value);

        Assert.Equal(
            value.ToString(CultureInfo.InvariantCulture),
            Encoding.ASCII.GetString(buffer.Text)
        );
    }

    [Fact]
    public void Short_and_long_texts_stand_side_by_side()
    {
        var buffer = new ByteBuffer();
        var expected = new StringBuilder();
        for (var length = 0; length < 40; length++)
        {
            var text = new string((char)('A' + (length % 26)), length);
            buffer.Append(Encoding.ASCII.GetBytes(text));
            expected.Append(text);
        }

        Assert.Equal(expected.ToString(), Encoding.ASCII.GetString(buffer.Text));
    }
}
