using System.Text.Json;
using Analytics.Core.Delinquency;
using Analytics.Core.Delinquency.Rolls;
using Analytics.Core.Delinquency.Treatment;
using Analytics.Core.Simulation.Receivables;
using Analytics.Pipeline.Output;

namespace Analytics.Pipeline.Steps;

/// <summary>Writes a simulated telephone company and its truth into a directory.</summary>
public static class SimulateReceivablesStep
{
    private static readonly int[] Rank = Enumerable
        .Range(0, DelinquencyStates.Names.Count)
        .ToArray();

    /// <summary>Writes <c>ledger.csv</c>, <c>panel.csv</c>, <c>treatments.csv</c>, <c>accounts_truth.csv</c> and <c>truth.json</c>.</summary>
    /// <param name="settings">What to simulate.</param>
    /// <param name="directory">Where to; null counts only.</param>
    /// <param name="stop">Ends the work.</param>
    public static ReceivablesTruth Run(
        ReceivablesSimulation settings,
        RunDirectory? directory,
        CancellationToken stop
    )
    {
        if (directory is null)
        {
            return ReceivablesSimulator.Write(
                settings,
                new ReceivablesFiles(_ => { }, _ => { }, _ => { }, _ => { }),
                stop
            );
        }

        var truth = ReceivablesSimulator.Write(
            settings,
            new ReceivablesFiles(
                directory.Create("ledger.csv").Write,
                directory.Create("panel.csv").Write,
                directory.Create("treatments.csv").Write,
                directory.Create("accounts_truth.csv").Write
            ),
            stop
        );
        WriteTruth(settings, truth, directory.Create("truth.json"));
        return truth;
    }

    private static void WriteTruth(
        ReceivablesSimulation settings,
        ReceivablesTruth truth,
        Stream output
    )
    {
        using var json = new Utf8JsonWriter(
            output,
            new JsonWriterOptions { Indented = true, NewLine = "\n" }
        );
        json.WriteStartObject();
        json.WriteNumber("schema", 1);
        json.WriteNumber("seed", settings.Seed);
        json.WriteNumber("accounts", settings.Accounts);
        json.WriteNumber("months", settings.Months);
        json.WriteNumber("ledger_rows", truth.LedgerRows);
        json.WriteNumber("panel_rows", truth.PanelRows);
        json.WriteNumber("treatments", truth.Treatments);
        Money(json, "billed", truth.BilledCents);
        Money(json, "paid", truth.PaidCents);
        Money(json, "credited", truth.CreditedCents);
        Money(json, "written_off", truth.WrittenOffCents);
        json.WriteStartArray("states");
        foreach (var name in DelinquencyStates.Names)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
        json.WriteStartArray("actions");
        for (var a = 0; a < settings.Actions.Count; a++)
        {
            json.WriteStartObject();
            json.WriteString("name", settings.Actions[a].Name);
            json.WriteNumber("odds", settings.Actions[a].Odds);
            json.WriteNumber("propensity", settings.Propensity[a]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("types");
        for (var t = 0; t < DebtorTypes.All.Count; t++)
        {
            WriteType(json, settings, truth, t);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    private static void WriteType(
        Utf8JsonWriter json,
        ReceivablesSimulation settings,
        ReceivablesTruth truth,
        int t
    )
    {
        var type = DebtorTypes.All[t];
        json.WriteStartObject();
        json.WriteString("name", type.Name);
        json.WriteNumber("share", type.Share);
        json.WriteNumber("accounts", truth.Accounts[t]);
        json.WriteNumber("median_bill", type.MeanBill);
        json.WriteNumber("bill_spread", type.BillSpread);
        json.WriteNumber("late_pay", type.LatePay);
        json.WriteNumber("late_pay_spread", type.LatePaySpread);
        Matrix(json, "transitions_untreated", (i, j) => type.Rows[i, j]);
        var mixed = Mixed(settings, type.Rows);
        Matrix(json, "transitions", (i, j) => mixed[i][j]);
        Matrix(json, "counts", (i, j) => truth.Rolls[t].Count(i, j));
        json.WriteEndObject();
    }

    /// <summary>The chain that the past policy makes of the untreated one: its actions with their chances.</summary>
    private static double[][] Mixed(ReceivablesSimulation settings, TransitionMatrix rows)
    {
        var mixed = new double[rows.Count][];
        Span<double> tilted = stackalloc double[rows.Count];
        for (var s = 0; s < rows.Count; s++)
        {
            mixed[s] = new double[rows.Count];
            var isTreated = s is >= (int)DelinquencyState.Late1 and <= (int)DelinquencyState.Bad;
            for (var a = 0; a < settings.Actions.Count; a++)
            {
                var chance =
                    isTreated ? settings.Propensity[a]
                    : a == 0 ? 1
                    : 0;
                TreatmentPlanner.Tilt(settings.Actions[a], rows.Row(s), Rank, s, tilted);
                for (var j = 0; j < rows.Count; j++)
                {
                    mixed[s][j] += chance * tilted[j];
                }
            }
        }

        return mixed;
    }

    private static void Matrix(Utf8JsonWriter json, string name, Func<int, int, double> cell)
    {
        json.WriteStartArray(name);
        for (var i = 0; i < DelinquencyStates.Names.Count; i++)
        {
            json.WriteStartArray();
            for (var j = 0; j < DelinquencyStates.Names.Count; j++)
            {
                json.WriteNumberValue(cell(i, j));
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void Money(Utf8JsonWriter json, string name, long cents)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(Core.Money.MoneyText.Format(cents, 2));
    }
}
