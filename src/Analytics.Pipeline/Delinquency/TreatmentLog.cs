using System.Globalization;
using Analytics.Core.Delinquency.Rolls;
using Analytics.Core.Delinquency.Treatment;
using Analytics.Core.Faults;
using Analytics.Core.Numerics;
using Analytics.Ledger.Tables;
using Analytics.Pipeline.Steps;

namespace Analytics.Pipeline.Delinquency;

/// <summary>Effects from a treatment log, and what they make of assumptions and chains.</summary>
public sealed class TreatmentLog
{
    private TreatmentLog(
        IReadOnlyList<TreatmentEffect> effects,
        double[] past,
        TreatmentSettings settings,
        IReadOnlyList<string> states
    ) => (Effects, _past, _settings, _states) = (effects, past, settings, states);

    private readonly double[] _past;
    private readonly TreatmentSettings _settings;
    private readonly IReadOnlyList<string> _states;

    /// <summary>Columns of the table of effects.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        "state",
        "action",
        "rows",
        "no_roll_none",
        "no_roll",
        "theta",
        "lo95",
        "hi95",
        "effective_sample",
        "used",
        "theta_used",
    ];

    /// <summary>The effects.</summary>
    public IReadOnlyList<TreatmentEffect> Effects { get; }

    /// <summary>Accounts of the log, and how many of them the plan does not know: these tell effects as a type of their own.</summary>
    public (int All, int Unknown) Accounts { get; private init; }

    /// <summary>Reads a log: account, state, action, rolled (0 or 1), perhaps propensity.</summary>
    /// <param name="path">The file.</param>
    /// <param name="settings">The actions.</param>
    /// <param name="cases">What is planned for: states, and the types of the accounts.</param>
    /// <exception cref="DataFault">A column is missing, or a cell cannot be read.</exception>
    public static TreatmentLog Read(string path, TreatmentSettings settings, PlanCases cases)
    {
        var states = cases.Matrices[0].States;
        var rows = SmallTable.Read(path);
        if (rows.Count < 2)
        {
            throw new DataFault($"{path}: the treatment log is empty");
        }

        int Column(string name, bool isNeeded)
        {
            var at = Array.FindIndex(
                rows[0],
                c => c.Trim().Equals(name, StringComparison.OrdinalIgnoreCase)
            );
            return at >= 0 || !isNeeded
                ? at
                : throw new DataFault(
                    $"{path}: a treatment log has the columns account, state, action, rolled and perhaps propensity; {name} is missing among {string.Join(", ", rows[0])}"
                );
        }

        var (account, state, action) = (
            Column("account", true),
            Column("state", true),
            Column("action", true)
        );
        var (rolled, propensity) = (Column("rolled", true), Column("propensity", false));
        var accounts = new Dictionary<string, int>(StringComparer.Ordinal);
        var log = new List<TreatedCycle>(rows.Count);
        for (var i = 1; i < rows.Count; i++)
        {
            var row = rows[i];
            DataFault Bad(string column, string text, string wanted) =>
                new($"{path} row {Cells.Of(i + 1)}: {column} '{text}' is not {wanted}");
            if (row.Length != rows[0].Length)
            {
                throw new DataFault(
                    $"{path} row {Cells.Of(i + 1)}: another number of cells than the header"
                );
            }

            var s = states.ToList().IndexOf(row[state]);
            var a = settings.Actions.ToList().FindIndex(x => x.Name == row[action]);
            if (!accounts.TryGetValue(row[account], out var number))
            {
                number = accounts.Count;
                accounts.Add(row[account], number);
            }

            var chance = double.NaN;
            if (
                propensity >= 0
                && row[propensity].Length > 0
                && !(
                    double.TryParse(
                        row[propensity],
                        NumberStyles.Float,
                        CultureInfo.InvariantCulture,
                        out chance
                    ) && chance is > 0 and <= 1
                )
            )
            {
                throw Bad("propensity", row[propensity], "a chance above 0 and up to 1");
            }

            log.Add(
                new TreatedCycle(
                    number,
                    s >= 0 ? s : throw Bad("state", row[state], string.Join(", ", states)),
                    0,
                    a >= 0
                        ? a
                        : throw Bad(
                            "action",
                            row[action],
                            string.Join(", ", settings.Actions.Select(x => x.Name))
                        ),
                    chance,
                    row[rolled] switch
                    {
                        "1" or "true" => true,
                        "0" or "false" => false,
                        _ => throw Bad("rolled", row[rolled], "0 or 1"),
                    }
                )
            );
        }

        var types = TypesOf(accounts, cases);
        var unknown = types.Count(t => t == cases.TypeNames.Count);
        log = log.ConvertAll(row => row with { Type = types[row.Account] });
        return new TreatmentLog(
            TreatmentEffects.Of(
                log,
                states.Count,
                cases.TypeNames.Count + Math.Sign(unknown),
                settings.Actions.Count
            ),
            [.. states.Select((_, s) => TreatmentEffects.NoRollOf(log, s))],
            settings,
            states
        )
        {
            Accounts = (types.Length, unknown),
        };
    }

    // accounts pass by once; those that the plan does not know are a type behind all others
    private static int[] TypesOf(Dictionary<string, int> named, PlanCases cases)
    {
        var types = new int[named.Count];
        Array.Fill(types, cases.TypeNames.Count);
        FixedBlocks.Each(
            cases.Count,
            Environment.ProcessorCount,
            (from, to) =>
            {
                var numbers = Enumerable
                    .Range(from, to - from)
                    .Select(i => named.GetValueOrDefault(cases.Name(i), -1))
                    .ToArray();
                if (!numbers.Any(n => n >= 0))
                {
                    return;
                }

                var accounts = new PlanAccount[to - from];
                cases.Read(from, to - from, accounts, new string?[to - from]);
                for (var i = 0; i < numbers.Length; i++)
                {
                    if (numbers[i] >= 0)
                    {
                        types[numbers[i]] = accounts[i].Type;
                    }
                }
            }
        );
        return types;
    }

    /// <summary>The assumptions with estimates in the place of those that were seen often enough.</summary>
    public TreatmentSettings Estimated() =>
        _settings with
        {
            Actions = _settings
                .Actions.Select(
                    (action, a) =>
                        a == 0
                            ? action
                            : action with
                            {
                                OddsByState = _states.Select((_, s) => Used(s, a)).ToList(),
                            }
                )
                .ToList(),
        };

    // the estimate, drawn towards that of the other states; the assumption where it was refused
    private double Used(int state, int action)
    {
        var seen = Effects.Where(e => e.Action == action && !e.IsRefused).ToList();
        var at = seen.FindIndex(e => e.State == state);
        return at < 0 ? _settings.Actions[action].Odds : SharedEffects.Odds(seen)[at];
    }

    /// <summary>Chains and accounts as they would be if nothing were done: from the past policy to "none" where that was seen often enough.</summary>
    public PlanCases Untreated(PlanCases cases)
    {
        var none = Enumerable.Range(0, _states.Count).Select(None).ToArray();
        return cases with
        {
            Matrices = cases.Matrices.Select(m => Untreated(m, cases.Unit.Rank, none)).ToList(),
            Read = (from, count, accounts, blocked) =>
            {
                cases.Read(from, count, accounts, blocked);
                foreach (ref var account in accounts.AsSpan(0, count))
                {
                    account = account with { NoRoll = none[account.State].NoRoll(account.NoRoll) };
                }
            },
        };
    }

    // "nothing" against what the past policy did, both from the rows of this log: the odds of not rolling
    private TreatmentAction None(int state)
    {
        var seen = Effects.FirstOrDefault(e => e.State == state && !e.IsRefused);
        var (none, past) = (seen.NoRollNone, _past[state]);
        return none is > 0 and < 1 && past is > 0 and < 1
            ? TreatmentAction.None with
            {
                Odds = none / (1 - none) / (past / (1 - past)),
            }
            : TreatmentAction.None;
    }

    private static TransitionMatrix Untreated(
        TransitionMatrix matrix,
        IReadOnlyList<int> rank,
        TreatmentAction[] none
    )
    {
        var cells = new double[matrix.Count * matrix.Count];
        for (var s = 0; s < matrix.Count; s++)
        {
            var row = cells.AsSpan(s * matrix.Count, matrix.Count);
            TreatmentPlanner.Tilt(none[s], matrix.Row(s), rank, s, row);
        }

        return TransitionMatrix.Of(matrix.States, cells);
    }

    /// <summary>The table of effects.</summary>
    public IEnumerable<IReadOnlyList<string?>> Rows() =>
        Effects.Select(e =>
            (IReadOnlyList<string?>)
                [
                    _states[e.State],
                    _settings.Actions[e.Action].Name,
                    Cells.Of(e.Rows),
                    Cells.Of(e.NoRollNone),
                    Cells.Of(e.NoRoll),
                    Number(e.Odds),
                    Number(e.Low),
                    Number(e.High),
                    Cells.Of(e.Sample),
                    e.IsRefused ? "assumption" : "estimate",
                    Cells.Of(Used(e.State, e.Action)),
                ]
        );

    private static string? Number(double value) => double.IsFinite(value) ? Cells.Of(value) : null;
}
