using System.Globalization;
using Analytics.Core.Simulation;
using Analytics.Pipeline.Output;
using Analytics.Reports.Writers;

namespace Analytics.Pipeline.Steps;

/// <summary>Writes a simulated export and its truth into a directory.</summary>
public static class SimulatePurchasesStep
{
    /// <summary>Writes <c>orders.csv</c>, <c>truth.json</c> and where asked for <c>customers_truth.csv</c>.</summary>
    /// <param name="settings">What to simulate.</param>
    /// <param name="directory">Where to; null counts only.</param>
    /// <param name="withCustomers">True to also write what each customer was drawn with.</param>
    /// <param name="stop">Ends the work.</param>
    public static PurchaseTruth Run(
        SimulationSettings settings,
        RunDirectory? directory,
        bool withCustomers,
        CancellationToken stop
    )
    {
        if (directory is null)
        {
            return PurchaseSimulator.Write(settings, static _ => { }, stop);
        }

        var orders = directory.Create("orders.csv");
        var truth = PurchaseSimulator.Write(settings, orders.Write, stop);
        TruthJson.Write(truth, directory.Create("truth.json"));
        if (withCustomers)
        {
            WriteCustomers(settings, directory.Create("customers_truth.csv"), stop);
        }

        return truth;
    }

    private static void WriteCustomers(
        SimulationSettings settings,
        Stream output,
        CancellationToken stop
    )
    {
        var rows = PurchaseSimulator
            .Customers(settings)
            .Select(customer =>
            {
                stop.ThrowIfCancellationRequested();
                return (IReadOnlyList<string?>)
                    [
                        customer.CustomerId,
                        customer.FirstPurchase.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                        Number(customer.WeeklyRate),
                        Number(customer.Dropout),
                        Number(customer.MeanOrderValue),
                        customer.Orders.ToString(CultureInfo.InvariantCulture),
                        customer.IsAlive ? "true" : "false",
                    ];
            });
        TableCsvWriter.Write(
            [
                "customer_id",
                "first_purchase",
                "weekly_rate",
                "dropout",
                "mean_order_value",
                "orders",
                "alive",
            ],
            rows,
            output
        );
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
