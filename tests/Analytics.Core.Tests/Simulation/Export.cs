using System.Globalization;
using System.Text;
using Analytics.Core.Simulation;

namespace Analytics.Core.Tests.Simulation;

/// <summary>A simulated export and a reading of it that shares no code with the simulator or the importer.</summary>
internal sealed class Export
{
    private Export(byte[] bytes, PurchaseTruth truth)
    {
        Bytes = bytes;
        Truth = truth;
    }

    public byte[] Bytes { get; }

    public PurchaseTruth Truth { get; }

    public static Export Of(SimulationSettings settings)
    {
        using var stream = new MemoryStream();
        var truth = PurchaseSimulator.Write(settings, stream.Write, CancellationToken.None);
        return new Export(stream.ToArray(), truth);
    }

    /// <summary>Every line behind the header: its number, offset and Latin-1 text, one letter per byte.</summary>
    public IEnumerable<(long Line, long Offset, string Text)> Lines()
    {
        long line = 0;
        var start = 0;
        while (start < Bytes.Length)
        {
            var end = Array.IndexOf(Bytes, (byte)'\n', start);
            line++;
            if (line > 1)
            {
                yield return (line, start, Encoding.Latin1.GetString(Bytes, start, end - start));
            }

            start = end + 1;
        }
    }

    /// <summary>The fields of a line, quotes taken off.</summary>
    public static List<string> Fields(string text)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        foreach (var c in text)
        {
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(c);
            }
        }

        fields.Add(field.ToString());
        return fields;
    }

    /// <summary>The rows of an export without dirt.</summary>
    public IEnumerable<(string Order, string Customer, DateOnly Day, decimal Amount)> Rows() =>
        Lines()
            .Select(line => Fields(line.Text))
            .Select(f =>
                (
                    f[0],
                    f[1],
                    DateOnly.ParseExact(f[2], "yyyy-MM-dd", CultureInfo.InvariantCulture),
                    decimal.Parse(f[6], CultureInfo.InvariantCulture)
                        * decimal.Parse(f[7], CultureInfo.InvariantCulture)
                )
            );
}
