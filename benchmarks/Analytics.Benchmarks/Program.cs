using Analytics.Benchmarks.Churn;
using Analytics.Benchmarks.Coverage;
using Analytics.Benchmarks.Duck;
using Analytics.Benchmarks.Lifetimes;
using Analytics.Benchmarks.Panels;
using Analytics.Benchmarks.Plans;
using Analytics.Benchmarks.Types;
using BenchmarkDotNet.Running;

// duckdb-rfm INPUT OUTPUT [--form NAME] [--threads N]: the job of crm rfm, done by DuckDB
// duckdb-rolls INPUT OUTPUT [--form NAME] [--threads N], plain-rolls INPUT OUTPUT: the job of crm delinquency rolls, see compare-rolls.sh
// plan-speed ACCOUNTS: a plan for that many accounts once the model is solved
// lifetime-speed MODEL CUSTOMERS [fit]: grouping, fit, columns, draws of one model
// churn-speed train|score|features ROWS: churn against what it stands on
// plan-value FOLDER ACCOUNTS SEED CALLS [SETTING=VALUE...]: what a treatment plan is worth where the truth is known, see plan-value.sh
// types FOLDER: types found in a simulated company beside the Bayes classifier that knows it
// coverage MODEL CUSTOMERS SETS FILE: one part of the coverage study, see coverage.sh; all else: BenchmarkDotNet
if (args is [DuckRfm.Verb, .. var rest])
{
    return DuckRfm.Run(rest);
}

if (args is [CoverageStudy.Verb, .. var study])
{
    return CoverageStudy.Run(study);
}

if (args is [ChurnSpeed.Verb, .. var speed])
{
    return ChurnSpeed.Run(speed);
}

if (args is [LifetimeSpeed.Verb, .. var lifetime])
{
    return LifetimeSpeed.Run(lifetime);
}

if (args is [PlanValue.Verb, .. var plan])
{
    return PlanValue.Run(plan);
}

if (args is [TypeStudy.Verb, .. var types])
{
    return TypeStudy.Run(types);
}

if (args is [DuckRfm.RollsVerb, .. var rolls])
{
    return DuckRfm.Rolls(rolls);
}

if (args is [PlainRolls.Verb, .. var plain])
{
    return PlainRolls.Run(plain);
}

if (args is [PlanSpeed.Verb, .. var many])
{
    return PlanSpeed.Run(many);
}

BenchmarkSwitcher.FromAssembly(typeof(DuckRfm).Assembly).Run(args);
return 0;
