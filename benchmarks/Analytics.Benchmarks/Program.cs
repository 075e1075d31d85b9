using Analytics.Benchmarks.Duck;
using BenchmarkDotNet.Running;

// duckdb-rfm INPUT OUTPUT [--form NAME] [--threads N]: the job of crm rfm, done by DuckDB; all else: BenchmarkDotNet
if (args is [DuckRfm.Verb, .. var rest])
{
    return DuckRfm.Run(rest);
}

BenchmarkSwitcher.FromAssembly(typeof(DuckRfm).Assembly).Run(args);
return 0;
