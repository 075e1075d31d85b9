using Analytics.Benchmarks.Churn;
using Analytics.Benchmarks.Coverage;
using Analytics.Benchmarks.Duck;
using BenchmarkDotNet.Running;

// duckdb-rfm INPUT OUTPUT [--form NAME] [--threads N]: the job of crm rfm, done by DuckDB
// churn-speed train|score|features ROWS: churn against what it stands on
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

BenchmarkSwitcher.FromAssembly(typeof(DuckRfm).Assembly).Run(args);
return 0;
