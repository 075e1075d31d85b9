using Analytics.Core.Faults;
using Analytics.Models.Delinquency;
using Analytics.Models.Training;
using Analytics.Pipeline.Steps;

namespace Analytics.Pipeline.Delinquency;

/// <summary>Rows of accounts at risk, collected close by close: the ground of all models of rolls.</summary>
/// <param name="data">The receivables.</param>
/// <param name="types">Types of their accounts.</param>
public sealed class RollRows(Receivables data, AccountTypes types)
{
    private readonly List<float> _values = [];
    private readonly List<byte> _state = [];
    private readonly List<bool> _rolled = [];
    private readonly List<int> _type = [];
    private readonly List<int> _account = [];
    private readonly List<Windows.Use> _use = [];
    private readonly double[] _own = new double[RollFeatures.Names.Count];
    private readonly float[] _row = new float[RollFeatures.Names.Count + types.Names.Count];
    private readonly double _power = Math.Pow(10, data.MoneyScale);

    /// <summary>Adds an account at a close, unless it is for nothing.</summary>
    public void Add(AccountView view, int t, Windows.Use use)
    {
        if (use == Windows.Use.None)
        {
            return;
        }

        var type = types.Of(view, t);
        RollModels.Features(view, t, type, _power, _own, _row);
        _values.AddRange(_row);
        _state.Add(view.State[t]);
        _rolled.Add(view.State[t + 1] > view.State[t]);
        _type.Add(Math.Max(0, type));
        _account.Add(view.Account);
        _use.Add(use);
    }

    /// <summary>The rows of one state.</summary>
    public TransitionRows Of(int state)
    {
        var rows = Enumerable.Range(0, _state.Count).Where(i => _state[i] == state).ToArray();
        var values = new float[rows.Length * _row.Length];
        for (var r = 0; r < rows.Length; r++)
        {
            _values.CopyTo(rows[r] * _row.Length, values, r * _row.Length, _row.Length);
        }

        int[] Used(Windows.Use use) =>
            Enumerable.Range(0, rows.Length).Where(r => _use[rows[r]] == use).ToArray();
        return new TransitionRows(
            state,
            new FeatureMatrix(
                [.. RollFeatures.Names, .. types.Names.Select(n => "type " + n)],
                values
            ),
            Array.ConvertAll(rows, r => _rolled[r]),
            Array.ConvertAll(rows, r => _type[r]),
            Used(Windows.Use.Learn),
            Used(Windows.Use.Choose),
            Used(Windows.Use.Test)
        );
    }

    /// <summary>All rows as one case for scorecard and boosting: will the account be worse at the next close?</summary>
    /// <param name="windows">What a row is for.</param>
    /// <param name="isJudged">True where models are only judged and no row is learnt from.</param>
    /// <exception cref="DataFault">Too few rolls.</exception>
    public LearningCase Case(Windows windows, bool isJudged = false)
    {
        var n = _state.Count;
        var columns = RollFeatures
            .Names.Select(
                (name, f) =>
                    LearningColumn.Of(
                        name,
                        Enumerable
                            .Range(0, n)
                            .Select(i => (double)_values[(i * _row.Length) + f])
                            .ToArray()
                    )
            )
            .ToList();
        columns.Add(
            new LearningColumn("state", [], _state.Select(s => data.Scale.Names[s]).ToArray())
        );
        if (types.Names.Count > 0)
        {
            columns.Add(
                new LearningColumn("type", [], _type.Select(t => types.Names[t]).ToArray())
            );
        }

        var train = Enumerable
            .Range(0, n)
            .Where(i => _use[i] is Windows.Use.Learn or Windows.Use.Choose)
            .ToArray();
        var test = Enumerable.Range(0, n).Where(i => _use[i] == Windows.Use.Test).ToArray();
        foreach (
            var (rows, name) in new[] { (train, "to learn from"), (test, "to judge by") }.Skip(
                isJudged ? 1 : 0
            )
        )
        {
            var rolls = rows.Count(r => _rolled[r]);
            if (Math.Min(rolls, rows.Length - rolls) < 10)
            {
                throw new DataFault(
                    $"{Cells.Of(rolls)} of {Cells.Of(rows.Length)} account-cycles {name} rolled; a model needs at least 10 of either outcome. Roll rates without a model: crm delinquency rolls"
                );
            }
        }

        return new LearningCase
        {
            Table = new LearningTable(columns, n),
            Bad = [.. _rolled],
            Train = train,
            Test = test,
            Customer = [.. _account],
            Split =
            [
                (
                    "kind",
                    isJudged
                        ? "out of time: cycles later than all that was learnt from"
                        : "out of time and grouped: later cycles of accounts that were not learnt from"
                ),
                (
                    "test_from_cycle",
                    data.Panel is { HasOffsets: true }
                        ? Cells.Of(windows.ChooseEnd + 1)
                        : new Core.Time.CalendarMonth(windows.ChooseEnd + 1).ToString()
                ),
            ],
        };
    }
}
