using Analytics.Core.Simulation;

namespace Analytics.Benchmarks.Kernels;

/// <summary>A simulated export of about a given number of rows: the same bytes every time.</summary>
internal static class SimulatedExport
{
    private const double RowsPerCustomer = 12.7;

    /// <summary>The bytes of the export.</summary>
    public static byte[] Bytes(int rows, bool shuffled)
    {
        var bytes = new MemoryStream();
        PurchaseSimulator.Write(
            new SimulationSettings
            {
                Customers = (int)(rows / RowsPerCustomer),
                From = new DateOnly(2019, 7, 1),
                Shuffled = shuffled,
            },
            bytes.Write,
            CancellationToken.None
        );
        return bytes.ToArray();
    }
}
