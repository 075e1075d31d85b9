namespace Analytics.Core.Segments;

/// <summary>The rule map <c>lifecycle-4</c>: the stage of each customer (see <see cref="Lifecycle"/>) is its segment.</summary>
public sealed class StageMap : SegmentMap
{
    private static readonly CustomerStage[] Stages =
    [
        CustomerStage.Exploration,
        CustomerStage.Formation,
        CustomerStage.Stable,
        CustomerStage.Decline,
    ];

    /// <inheritdoc/>
    public override string Name => "lifecycle-4";

    /// <inheritdoc/>
    public override IReadOnlyList<Segment> Segments { get; } =
        Array.ConvertAll(
            Stages,
            stage => new Segment(stage.Name(), stage.ChineseName(), stage.Advice())
        );

    /// <inheritdoc/>
    public override bool NeedsLifecycle => true;

    /// <inheritdoc/>
    public override short[] Assign(SegmentInput input)
    {
        var lifecycle =
            input.Lifecycle
            ?? throw new ArgumentException("lifecycle-4 needs stages", nameof(input));
        return Array.ConvertAll(lifecycle.Stage, stage => (short)Array.IndexOf(Stages, stage));
    }
}
