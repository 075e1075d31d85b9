using System.Globalization;
using Analytics.Core.Delinquency;
using Analytics.Core.Delinquency.Treatment;
using Analytics.Core.Simulation.Receivables;

namespace Analytics.Benchmarks.Types;

/// <summary>The best that can be told of the types of a simulated company: the Bayes classifier that knows every parameter and sees the same ledger.</summary>
internal sealed class TypeCeiling
{
    private const int Points = 81;
    private static readonly IReadOnlyList<DebtorType> Types = DebtorTypes.All;
    private static readonly int[] Rank = Enumerable
        .Range(0, DelinquencyStates.Names.Count)
        .ToArray();

    private readonly double[][][][] _logRows;
    private readonly double[][] _logRate;
    private readonly double[][] _logRest;
    private readonly double[][] _weight;

    /// <summary>Prepares the likelihoods of transitions under each action, and the quadrature over the chance of a late payment.</summary>
    public TypeCeiling()
    {
        var actions = new TreatmentSettings().Actions;
        _logRows = Types
            .Select(t =>
                actions
                    .Select(a =>
                        Rank.Select(s =>
                            {
                                var row = new double[Rank.Length];
                                TreatmentPlanner.Tilt(a, t.Rows.Row(s), Rank, s, row);
                                return row.Select(p => p > 0 ? Math.Log(p) : -1e9).ToArray();
                            })
                            .ToArray()
                    )
                    .ToArray()
            )
            .ToArray();
        var nodes = Types
            .Select(t =>
                Enumerable
                    .Range(0, Points)
                    .Select(i => ((i / (Points - 1.0)) - .5) * 8)
                    .Select(z =>
                        (Rate: t.LatePay + (z * t.LatePaySpread), Weight: Math.Exp(-z * z / 2))
                    )
                    .ToArray()
            )
            .ToArray();
        // rates are clamped to 0 and 1; a hair inside keeps the logarithms finite
        _logRate = nodes
            .Select(n => n.Select(x => Math.Log(Math.Clamp(x.Rate, 1e-9, 1))).ToArray())
            .ToArray();
        _logRest = nodes
            .Select(n => n.Select(x => Math.Log(Math.Clamp(1 - x.Rate, 1e-9, 1))).ToArray())
            .ToArray();
        _weight = nodes
            .Select(n => n.Select(x => x.Weight / n.Sum(y => y.Weight)).ToArray())
            .ToArray();
    }

    /// <summary>The most likely type of each account of a company that <c>crm simulate receivables</c> wrote, and the true one.</summary>
    public (int[] Best, int[] Truth) Read(string folder)
    {
        var (best, truth) = (new List<int>(), new List<int>());
        using var panel = new StreamReader(Path.Combine(folder, "panel.csv"));
        using var ledger = new StreamReader(Path.Combine(folder, "ledger.csv"));
        panel.ReadLine();
        ledger.ReadLine();
        var (row, posting) = (panel.ReadLine(), ledger.ReadLine());
        while (row is not null)
        {
            var account = row[..row.IndexOf(',', StringComparison.Ordinal)];
            var evidence = new Evidence();
            while (row is not null && row.StartsWith(account + ",", StringComparison.Ordinal))
            {
                var cells = row.Split(',');
                evidence.States.Add(DelinquencyStates.Names.ToList().IndexOf(cells[2]));
                evidence.Type = cells[3];
                row = panel.ReadLine();
            }

            while (
                posting is not null
                && posting.Contains("," + account + ",", StringComparison.Ordinal)
            )
            {
                evidence.Add(posting.Split(','));
                posting = ledger.ReadLine();
            }

            best.Add(Best(evidence));
            truth.Add(Types.ToList().FindIndex(t => t.Name == evidence.Type));
        }

        return ([.. best], [.. truth]);
    }

    private int Best(Evidence e)
    {
        var (best, most) = (0, double.NegativeInfinity);
        var mean = Math.Log(e.Billed / e.Bills);
        for (var t = 0; t < Types.Count; t++)
        {
            // a month's bill is the usual one give or take a tenth
            var variance = (Types[t].BillSpread * Types[t].BillSpread) + (.01 / 3 / e.Bills);
            var z = mean - Math.Log(Types[t].MeanBill);
            var log =
                Math.Log(Types[t].Share) - (z * z / (2 * variance)) - (Math.Log(variance) / 2);
            for (var m = 1; m < e.States.Count; m++)
            {
                log += _logRows[t][e.Action(m)][e.States[m - 1]][e.States[m]];
            }

            log += Late(t, e.Late, e.Paid - e.Late);
            (best, most) = log > most ? (t, log) : (best, most);
        }

        return best;
    }

    private double Late(int type, int late, int prompt)
    {
        var sum = 0.0;
        for (var i = 0; i < Points; i++)
        {
            sum +=
                _weight[type][i]
                * Math.Exp((late * _logRate[type][i]) + (prompt * _logRest[type][i]));
        }

        return Math.Log(Math.Max(1e-300, sum));
    }

    private sealed class Evidence
    {
        private readonly Dictionary<int, int> _actions = [];
        private int _first = -1;

        public string Type { get; set; } = "";

        public List<int> States { get; } = [];

        public double Billed { get; private set; }

        public int Bills { get; private set; }

        public int Paid { get; private set; }

        public int Late { get; private set; }

        /// <summary>The action in the m-th month of the account.</summary>
        public int Action(int m) => _actions.GetValueOrDefault(_first + m);

        /// <summary>Adds a posting; its id tells its month and the month of the bill it is about.</summary>
        public void Add(string[] cells)
        {
            var id = cells[0][(cells[0].IndexOf('-', StringComparison.Ordinal) + 1)..];
            if (id.Contains('x', StringComparison.Ordinal))
            {
                return;
            }

            var at = id.AsSpan().IndexOfAnyExceptInRange('0', '9');
            var month = int.Parse(id[..at], CultureInfo.InvariantCulture);
            _first = _first < 0 ? month : _first;
            switch (cells[2])
            {
                case "invoice":
                    Billed += double.Parse(cells[5], CultureInfo.InvariantCulture);
                    Bills++;
                    break;
                case "payment" when id[(at + 1)..] == id[..at]:
                    Paid++;
                    Late += int.Parse(cells[3][8..], CultureInfo.InvariantCulture) > 20 ? 1 : 0;
                    break;
                case "letter":
                    _actions[month] = 1;
                    break;
                case "call":
                    _actions[month] = 2;
                    break;
            }
        }
    }
}
