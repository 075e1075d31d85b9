using Analytics.Benchmarks.Coverage;
using Analytics.Benchmarks.Duck;
using BenchmarkDotNet.Running;

// duckdb-rfm INPUT OUTPUT [--form NAME] [--threads N]: the job of crm rfm, done by DuckDB
// coverage MODEL CUSTOMERS SETS FILE: one part of the coverage study, see coverage.sh; all else: BenchmarkDotNet
if (args is [DuckRfm.Verb, .. var rest])
{
    return DuckRfm.Run(rest);
}

if (args is [CoverageStudy.Verb, .. var study])
{
    return CoverageStudy.Run(study);
}

BenchmarkSwitcher.FromAssembly(typeof(DuckRfm).Assembly).Run(args);
return 0;
