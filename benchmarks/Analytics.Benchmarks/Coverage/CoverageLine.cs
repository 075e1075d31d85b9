using System.Globalization;
using Analytics.Core.Fitting;

namespace Analytics.Benchmarks.Coverage;

/// <summary>What became of one data set. Everything behind the estimates is empty where the fit is not fit for use.</summary>
internal sealed record CoverageLine
{
    /// <summary>The columns.</summary>
    public const string Header =
        "set,exit,diagnosis,estimates,profile,posterior,wald,new,total,pit,groups_held,groups";

    public required int Set { get; init; }

    public required ExitReason Exit { get; init; }

    public required string Diagnosis { get; init; }

    public required double[] Estimates { get; init; }

    /// <summary>Whether the 95 % profile interval of each parameter holds the truth.</summary>
    public bool[]? Profile { get; init; }

    /// <summary>The same by posterior draws.</summary>
    public bool[]? Posterior { get; init; }

    /// <summary>The same by curvature.</summary>
    public bool[]? Wald { get; init; }

    /// <summary>Whether the 95 % profile interval of E[X(52)] of a new customer holds the truth.</summary>
    public bool? New { get; init; }

    /// <summary>Whether the interval of the expected total of the cohort holds the truth.</summary>
    public bool? Total { get; init; }

    /// <summary>Share of randomised PITs between 10 and 90 %.</summary>
    public double? Pit { get; init; }

    /// <summary>Groups whose realised total lies in its 80 % interval, and groups that count.</summary>
    public (int Held, int All)? Groups { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Join(
            ',',
            Set.ToString(CultureInfo.InvariantCulture),
            Exit,
            Diagnosis,
            string.Join(';', Estimates.Select(e => e.ToString("G6", CultureInfo.InvariantCulture))),
            Bits(Profile),
            Bits(Posterior),
            Bits(Wald),
            Bits(New is { } n ? [n] : null),
            Bits(Total is { } t ? [t] : null),
            Pit?.ToString("F5", CultureInfo.InvariantCulture),
            Groups?.Held.ToString(CultureInfo.InvariantCulture),
            Groups?.All.ToString(CultureInfo.InvariantCulture)
        );

    private static string Bits(bool[]? held) =>
        held is null ? "" : string.Concat(held.Select(h => h ? '1' : '0'));
}
