using Analytics.Core.Faults;

namespace Analytics.Core.Simulation;

/// <summary>
/// Simulates a transaction export with a known truth. The same settings give the same bytes on every platform. Memory: eight bytes per order, nine
/// per customer and, in random order, four per row.
/// </summary>
public static class PurchaseSimulator
{
    /// <summary>Writes the export and tells what it holds.</summary>
    /// <param name="settings">What to simulate.</param>
    /// <param name="sink">Takes the file's bytes in order.</param>
    /// <param name="stop">Ends the work.</param>
    /// <exception cref="UsageFault">The settings ask for something that cannot be simulated.</exception>
    public static PurchaseTruth Write(
        SimulationSettings settings,
        ByteSink sink,
        CancellationToken stop
    )
    {
        Check(settings);
        var clock = Clock(settings);
        var order = new SimulatedOrder(settings);
        var schedule = OrderSchedule.Draw(settings, clock, order, stop);
        return new ExportWriter(settings, schedule, order, sink).Write(stop);
    }

    /// <summary>What each customer was drawn with, by id.</summary>
    public static IEnumerable<CustomerTruth> Customers(SimulationSettings settings)
    {
        Check(settings);
        var clock = Clock(settings);
        var text = new RowText(settings, 0);
        for (var id = 0; id < settings.Customers; id++)
        {
            var customer = SimulatedCustomer.Draw(settings, clock, id);
            customer.NextPurchase(clock, out var first);
            var orders = 1;
            while (customer.NextPurchase(clock, out _))
            {
                orders++;
            }

            yield return new CustomerTruth(
                text.CustomerId(id),
                settings.From.AddDays(first),
                customer.DailyRate * 7,
                customer.Dropout,
                settings.Parameters.P / customer.SpendRate,
                orders,
                customer.IsAlive
            );
        }
    }

    private static SeasonClock Clock(SimulationSettings settings) =>
        new(settings.From, settings.Days, settings.Parameters.SeasonAmplitude);

    private static void Check(SimulationSettings settings)
    {
        if (settings.Customers is < 1 or > SimulationSettings.MaxCustomers)
        {
            throw new UsageFault("--customers is not between 1 and 100,000,000");
        }

        if (settings.Days is < 1 or > 36525)
        {
            throw new UsageFault("--to is before --from, or more than 100 years after it");
        }
    }
}
