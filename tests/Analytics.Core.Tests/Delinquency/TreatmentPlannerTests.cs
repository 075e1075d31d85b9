using Analytics.Core.Delinquency.Rolls;
using Analytics.Core.Delinquency.Treatment;
using Analytics.Core.Numerics;

namespace Analytics.Core.Tests.Delinquency;

public class TreatmentPlannerTests
{
    [Theory]
    [InlineData(0, new[] { 550.5200, 634.5836, 533.3476, 351.8038, 212.6381 })]
    [InlineData(500, new[] { 550.5183, 634.5677, 533.1779, 351.6799, 212.6379 })]
    [InlineData(20_000, new[] { 550.4576, 633.9509, 526.5631, 346.8491, 212.6323 })]
    public void First_cycle_values_are_those_of_the_reference(double clv, double[] expected)
    {
        var solution = new TreatmentPlanner(Fixtures.PlanSettings).Solve(
            Fixtures.PlanMatrix,
            Fixtures.PlanEconomy,
            clv
        );
        for (var s = 0; s < expected.Length; s++)
        {
            Assert.Equal(expected[s], solution.First[s], 5e-5);
        }

        Assert.Equal(0, solution.First[5]);
        Assert.Equal(0, solution.First[6]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(500)]
    [InlineData(20_000)]
    public void The_first_action_is_that_of_the_reference(double clv)
    {
        string[] expected = ["none", "none", "letter", "letter", "none"];
        for (var s = 0; s < expected.Length; s++)
        {
            Assert.Equal(expected[s], First(s, clv).Name);
        }
    }

    [Theory]
    [InlineData(0, double.NaN, double.NaN)]
    [InlineData(1, .00855, .25661)]
    [InlineData(2, .00376, .11292)]
    [InlineData(3, .00294, .08818)]
    [InlineData(4, .00447, .13403)]
    public void Break_evens_are_those_of_the_reference(int state, double letter, double call)
    {
        var (a, b) = (EvenOf(state, 1), EvenOf(state, 2));
        if (double.IsNaN(letter))
        {
            Assert.Equal("none", a.ToString());
            Assert.Equal("none", b.ToString());
            return;
        }

        Assert.Equal(letter, a.Quotient, 5e-6);
        Assert.Equal(call, b.Quotient, 5e-6);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(4, true)]
    public void A_call_that_needs_more_uplift_than_there_is_never_pays(int state, bool never) =>
        Assert.Equal(never, EvenOf(state, 2).ToString() == "never");

    [Theory]
    [InlineData(1, .00457, .01697)]
    [InlineData(2, .02001, .07952)]
    [InlineData(3, .02308, .10000)]
    [InlineData(4, .00434, .01610)]
    public void Assumed_uplifts_are_those_of_the_reference(int state, double letter, double call)
    {
        var economy = Fixtures.PlanEconomy;
        var q = TreatmentPlanner.NoRoll(Fixtures.PlanMatrix.Row(state), economy.Rank, state);
        var actions = Fixtures.PlanSettings.Actions;
        Assert.Equal(letter, actions[1].NoRoll(q) - q, 5e-6);
        Assert.Equal(call, actions[2].NoRoll(q) - q, 5e-6);
    }

    [Fact]
    public void Random_cases_agree_with_a_recursion_over_contact_histories_written_out()
    {
        var chance = new Chance(5, 1);
        for (var trial = 0; trial < 20; trial++)
        {
            var n = 3 + (trial % 4);
            var names = Enumerable.Range(0, n).Select(i => "s" + (char)('a' + i)).ToArray();
            var cells = new double[n * n];
            for (var i = 0; i < n; i++)
            {
                var sum = 0.0;
                for (var j = 0; j < n; j++)
                {
                    sum += cells[(i * n) + j] = chance.Exponential();
                }

                for (var j = 0; j < n; j++)
                {
                    cells[(i * n) + j] /= sum;
                }
            }

            var matrix = TransitionMatrix.Of(names, cells);
            var economy = Economy.Standard(names, 10 + (50 * chance.Uniform()));
            var settings = new TreatmentSettings
            {
                Horizon = 4,
                Discount = .9 + (.1 * chance.Uniform()),
                Margin = chance.Uniform(),
                FatigueGrowth = 2 * chance.Uniform(),
                Actions =
                [
                    TreatmentAction.None,
                    new("a", 3 * chance.Uniform(), 1 + chance.Uniform(), .01 * chance.Uniform()),
                    new("b", 9 * chance.Uniform(), 1 + (3 * chance.Uniform()), .02),
                ],
            };
            var clv = 300 * chance.Uniform();
            var solution = new TreatmentPlanner(settings).Solve(matrix, economy, clv);
            var direct = new Direct(matrix, economy, settings, clv);
            for (var s = 0; s < n; s++)
            {
                Assert.Equal(direct.Value(0, s, []), solution.First[s], 1e-9);
                Assert.Equal(
                    direct.Value(0, s, [true, false, true]),
                    solution.First[(0b101 * n) + s],
                    1e-9
                );
            }
        }
    }

    [Fact]
    public void At_a_knot_the_surface_is_the_solution_itself()
    {
        var planner = new TreatmentPlanner(Fixtures.PlanSettings);
        var knots = new PlanKnots(PlanKnots.Of(120, 3), PlanKnots.Of(1000, 4));
        var surface = PlanSurface.Solve(
            planner,
            Fixtures.PlanMatrix,
            bill => Economy.Standard(Fixtures.PlanStates, bill),
            knots
        );
        var direct = planner.Solve(Fixtures.PlanMatrix, Fixtures.PlanEconomy, 500);
        for (var s = 0; s < 7; s++)
        {
            Assert.Equal(
                Outlook.Of(
                    Fixtures.PlanMatrix.Row(s),
                    Fixtures.PlanEconomy.Rank,
                    s,
                    new double[7],
                    direct.Second.AsSpan(3 * 7, 7),
                    planner.Settings.Discount
                ),
                surface.After(knots.At(60, 500), 3, s)
            );
        }
    }

    [Fact]
    public void Values_of_an_account_are_those_of_the_planner_at_its_bill_and_lifetime_value()
    {
        var planner = new TreatmentPlanner(Fixtures.PlanSettings);
        var plan = new TypePlan(
            planner,
            Fixtures.PlanMatrix,
            Economy.Standard(Fixtures.PlanStates, 1),
            new PlanKnots([60], [500])
        );
        var solution = planner.Solve(Fixtures.PlanMatrix, Fixtures.PlanEconomy, 500);
        var values = new double[3];
        for (var s = 0; s < 7; s++)
        {
            var account = new PlanAccount(s, 0, 60, double.NaN, 500, 0);
            plan.Values(account, plan.View(account), values);
            Assert.Equal(solution.First[s], values.Max(), 1e-9);
        }
    }

    private static TreatmentAction First(int state, double clv)
    {
        var settings = Fixtures.PlanSettings;
        var (economy, matrix) = (Fixtures.PlanEconomy, Fixtures.PlanMatrix);
        var planner = new TreatmentPlanner(settings);
        var solution = planner.Solve(matrix, economy, clv);
        var row = new double[7];
        return settings.Actions.MaxBy(action =>
        {
            TreatmentPlanner.Tilt(action, matrix.Row(state), economy.Rank, state, row);
            var after = action.Name == "none" ? 0 : 1;
            return planner.Value(
                action,
                0,
                clv,
                row,
                Cash(economy, state),
                solution.Second.AsSpan(after * 7, 7)
            );
        });
    }

    private static BreakEven EvenOf(int state, int action)
    {
        var settings = Fixtures.PlanSettings;
        var (economy, matrix) = (Fixtures.PlanEconomy, Fixtures.PlanMatrix);
        var solution = new TreatmentPlanner(settings).Solve(matrix, economy, 0);
        var row = matrix.Row(state);
        return BreakEven.Of(
            settings.Actions[action].Cost,
            Outlook.Of(
                row,
                economy.Rank,
                state,
                Cash(economy, state),
                solution.Second.AsSpan(0, 7),
                settings.Discount
            ),
            TreatmentPlanner.NoRoll(row, economy.Rank, state)
        );
    }

    private static double[] Cash(Economy economy, int state) =>
        Enumerable.Range(0, 7).Select(to => economy.Cash(state, to, 1)).ToArray();

    /// <summary>The same plan as a recursion over lists of contacts, with no table and no bits.</summary>
    private sealed class Direct(
        TransitionMatrix matrix,
        Economy economy,
        TreatmentSettings settings,
        double clv
    )
    {
        public double Value(int t, int s, bool[] contacts) =>
            t == settings.Horizon ? 0 : settings.Actions.Max(action => Of(action, t, s, contacts));

        private double Of(TreatmentAction action, int t, int s, bool[] contacts)
        {
            var n = contacts.TakeLast(3).Count(c => c);
            var value =
                -action.Cost - (action.Fatigue * Math.Pow(1 + n, settings.FatigueGrowth) * clv);
            var q = 0.0;
            for (var j = 0; j < matrix.Count; j++)
            {
                q += j <= s ? matrix[s, j] : 0;
            }

            var odds = q / (1 - q) * action.Odds;
            var tilted = q >= 1 ? 1 : odds / (1 + odds);
            bool[] after = [.. contacts.TakeLast(2), action.Name != "none"];
            for (var j = 0; j < matrix.Count; j++)
            {
                var p =
                    matrix[s, j]
                    * (
                        j <= s ? tilted / q
                        : q >= 1 ? 1
                        : (1 - tilted) / (1 - q)
                    );
                var cash = Math.Max(
                    0,
                    economy.Balance[s] + (settings.Margin * economy.Bill[s]) - economy.Balance[j]
                );
                value += p == 0 ? 0 : p * (cash + (settings.Discount * Value(t + 1, j, after)));
            }

            return value;
        }
    }
}
