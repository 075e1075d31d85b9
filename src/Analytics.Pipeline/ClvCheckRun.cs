using System.Globalization;
using System.Text;
using Analytics.Core.Faults;
using Analytics.Core.Lifetime;
using Analytics.Core.Spend.GammaGamma;
using Analytics.Ledger.Import;
using Analytics.Ledger.Import.Sniffing;
using Analytics.Ledger.Tables;
using Analytics.Pipeline.Output;
using Analytics.Pipeline.Settings;
using Analytics.Pipeline.Steps;
using Analytics.Pipeline.Steps.Lifetime;

namespace Analytics.Pipeline;

/// <summary>The models at given histories and parameters: every column as it came, and likelihood, p_alive and expectation to 17 digits.</summary>
public static class ClvCheckRun
{
    private static readonly string[] Made = ["loglik", "p_alive", "expected"];

    /// <summary>Reads, evaluates and writes; parameters as for <see cref="ClvRun.Values"/>.</summary>
    public static void Run(
        RunRequest request,
        Stream stdout,
        bool stdoutIsTerminal,
        CancellationToken stop
    )
    {
        var rows = new List<IReadOnlyList<string?>>();
        var columns = new List<string>();
        var scan = TableScan.Run(
            request.Import,
            "clv check",
            profile =>
            {
                var kept = profile
                    .Columns.Where(c => !Made.Contains(c.Name, StringComparer.OrdinalIgnoreCase))
                    .ToList();
                columns.AddRange([.. kept.Select(c => c.Name), .. Made]);
                var point = new Point(profile, request.Import);
                return cells =>
                {
                    var (fault, column, values) = point.Evaluate(cells);
                    if (fault == RowFaultKind.None)
                    {
                        rows.Add([
                            .. kept.Select(c => Encoding.UTF8.GetString(cells[c.Index])),
                            .. values,
                        ]);
                    }

                    return (fault, column);
                };
            },
            stop
        );
        TableGate.Pass(scan, request.Import, request.RejectsFile, request.Say);
        TableOutput.Write(columns, rows, request.Shared, stdout, stdoutIsTerminal);
    }

    /// <summary>One row of the table.</summary>
    private sealed class Point
    {
        private readonly NumberCells _cells;
        private readonly int _model;
        private readonly int[] _parameters;
        private readonly (int X, int Recency, int Age, int Horizon) _at;

        public Point(FileProfile profile, ImportSettings import)
        {
            // T and t differ in case only
            int Column(string name) =>
                profile.Columns.FirstOrDefault(c => c.Name == name)?.Index
                ?? throw new DataFault(
                    $"{profile.Name}: no column {name}; expected model, p1, p2, p3, p4, x, tx, T, t, found {string.Join(", ", profile.Columns.Select(c => c.Name))}"
                );

            _cells = new NumberCells(profile, import.Map, import.Decimal);
            _model = Column("model");
            _parameters = [Column("p1"), Column("p2"), Column("p3"), Column("p4")];
            _at = (Column("x"), Column("tx"), Column("T"), Column("t"));
        }

        public (RowFaultKind Fault, int Column, string?[] Values) Evaluate(byte[][] cells)
        {
            var name = Encoding.UTF8.GetString(cells[_model]);
            if (ModelOf(name) is not { } found)
            {
                return (RowFaultKind.ModelInvalid, _model, []);
            }

            var parameters = new double[found.Model?.Parameters.Count ?? 3];
            for (var i = 0; i < parameters.Length; i++)
            {
                parameters[i] = _cells.Number(cells[_parameters[i]]);
                if (!(parameters[i] > 0))
                {
                    return (RowFaultKind.ParameterInvalid, _parameters[i], []);
                }
            }

            var x = _cells.Number(cells[_at.X]);
            var recency = _cells.Number(cells[_at.Recency]);
            if (!(x >= 0 && x == Math.Floor(x) && x <= int.MaxValue))
            {
                return (RowFaultKind.FrequencyInvalid, _at.X, []);
            }

            return found.Model is { } model
                ? History(model.At(parameters), (int)x, recency, cells)
                : Spend(parameters, (int)x, recency);
        }

        private (RowFaultKind Fault, int Column, string?[] Values) History(
            ILifetime lifetime,
            int x,
            double recency,
            byte[][] cells
        )
        {
            var (age, horizon) = (_cells.Number(cells[_at.Age]), _cells.Number(cells[_at.Horizon]));
            if (!(age >= 0))
            {
                return (RowFaultKind.AgeInvalid, _at.Age, []);
            }

            if (!(recency >= 0 && recency <= age) || (x == 0 && recency > 0))
            {
                return (RowFaultKind.RecencyInvalid, _at.Recency, []);
            }

            if (!(horizon >= 0))
            {
                return (RowFaultKind.AgeInvalid, _at.Horizon, []);
            }

            var history = new History(x, recency, age);
            return (
                RowFaultKind.None,
                -1,
                [
                    Text(lifetime.LogLikelihood(history)),
                    Text(lifetime.PAlive(history)),
                    Text(lifetime.Expected(history, horizon)),
                ]
            );
        }

        /// <summary>Gamma-Gamma: tx holds the mean spend, and there is no p_alive.</summary>
        private (RowFaultKind Fault, int Column, string?[] Values) Spend(
            double[] parameters,
            int x,
            double mean
        )
        {
            if (x == 0)
            {
                return (RowFaultKind.FrequencyInvalid, _at.X, []);
            }

            if (!(mean > 0))
            {
                return (RowFaultKind.SpendInvalid, _at.Recency, []);
            }

            var law = new GammaGammaLaw(GammaGammaParameters.From(parameters));
            return (
                RowFaultKind.None,
                -1,
                [
                    Text(law.LogLikelihood(x, mean)),
                    null,
                    law.Expected(x, mean) is { } expected ? Text(expected) : null,
                ]
            );
        }

        private static (ILifetimeModel? Model, bool IsSpend)? ModelOf(string name)
        {
            try
            {
                return LifetimeSettings.IsSpend(name)
                    ? (null, true)
                    : (LifetimeModels.Candidates(name)[0], false);
            }
            catch (UsageFault)
            {
                return null;
            }
        }

        private static string Text(double value) =>
            value.ToString("G17", CultureInfo.InvariantCulture);
    }
}
