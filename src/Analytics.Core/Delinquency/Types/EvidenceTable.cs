namespace Analytics.Core.Delinquency.Types;

/// <summary>The evidence of many accounts, in columns.</summary>
public sealed class EvidenceTable
{
    private readonly List<double> _bills = [];
    private readonly List<int> _late = [];
    private readonly List<int> _prompt = [];
    private readonly List<int> _ends = [0];
    private readonly List<(int Move, int Count)> _moves = [];

    /// <summary>Number of accounts.</summary>
    public int Count => _bills.Count;

    /// <summary>Adds an account.</summary>
    public void Add(TypeEvidence evidence)
    {
        _bills.Add(evidence.LogBill);
        _late.Add(evidence.Late);
        _prompt.Add(evidence.Prompt);
        for (var move = 0; move < evidence.Moves.Length; move++)
        {
            if (evidence.Moves[move] > 0)
            {
                _moves.Add((move, evidence.Moves[move]));
            }
        }

        _ends.Add(_moves.Count);
    }

    /// <summary>Accounts of this table, some of them perhaps several times.</summary>
    public EvidenceTable Of(IEnumerable<int> rows)
    {
        var table = new EvidenceTable();
        foreach (var row in rows)
        {
            table._bills.Add(_bills[row]);
            table._late.Add(_late[row]);
            table._prompt.Add(_prompt[row]);
            foreach (var move in Moves(row))
            {
                table._moves.Add(move);
            }

            table._ends.Add(table._moves.Count);
        }

        return table;
    }

    /// <summary>The most likely type of each account.</summary>
    public int[] TypesOf(TypeMixture mixture)
    {
        var types = new int[Count];
        for (var i = 0; i < types.Length; i++)
        {
            var most = double.NegativeInfinity;
            for (var t = 0; t < mixture.Count; t++)
            {
                var log = mixture.Types[t].LogOf(_bills[i], _late[i], _prompt[i]);
                foreach (var (move, count) in Moves(i))
                {
                    log += count * mixture.Types[t].LogRows[move];
                }

                (types[i], most) = log > most ? (t, log) : (types[i], most);
            }
        }

        return types;
    }

    internal double LogBill(int row) => _bills[row];

    internal int Late(int row) => _late[row];

    internal int Prompt(int row) => _prompt[row];

    internal ReadOnlySpan<(int Move, int Count)> Moves(int row) =>
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_moves)[
            _ends[row].._ends[row + 1]
        ];
}
