using System.Diagnostics;
using Analytics.Benchmarks.Plans;
using Analytics.Core.Delinquency.Types;
using Analytics.Pipeline.Delinquency;

namespace Analytics.Benchmarks.Types;

/// <summary>How well the types that are found in a ledger are those of the simulated company, beside the best that can be.</summary>
internal static class TypeStudy
{
    /// <summary>The word on the command line.</summary>
    public const string Verb = "types";

    /// <summary><c>types FOLDER [SETTING=VALUE...]</c>: FOLDER is what crm simulate receivables wrote.</summary>
    public static int Run(string[] args)
    {
        var request = StudyRequest.Of(Path.Combine(args[0], "ledger.csv"), args[1..]);
        var data = Receivables.Read(request, default);
        var clock = Stopwatch.StartNew();
        var types = AccountTypes.Of(data, "auto", int.MaxValue, request.Shared.Seed, default);
        var seconds = clock.Elapsed.TotalSeconds;
        var found = new int[data.Ids.Count];
        data.Visit(view => found[view.Account] = types.Of(view, view.Closes - 1), default);
        // ids have as many digits, so accounts of the ledger stand in the order of the files
        var (best, truth) = new TypeCeiling().Read(args[0]);
        var (ceiling, own) = (AdjustedRand.Of(best, truth), AdjustedRand.Of(found, truth));
        Console.WriteLine(types.Remark);
        Console.WriteLine(
            FormattableString.Invariant(
                $"| {data.Ids.Count:N0} | {ceiling:0.000} | {own:0.000} | {own / ceiling:0.000} | {seconds:0.0} |"
            )
        );
        return 0;
    }
}
