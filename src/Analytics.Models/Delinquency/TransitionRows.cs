using Analytics.Models.Training;

namespace Analytics.Models.Delinquency;

/// <summary>Rows of one transition: accounts at risk in one state, and whether they were worse at the next close.</summary>
/// <param name="State">The state, as an index of the scale.</param>
/// <param name="Features">Features and one column per type.</param>
/// <param name="Rolled">Whether each row rolled.</param>
/// <param name="Type">Type of each row.</param>
/// <param name="Learn">Rows to learn from.</param>
/// <param name="Choose">Later rows, to choose by.</param>
/// <param name="Test">Still later rows of other accounts, to judge by.</param>
public sealed record TransitionRows(
    int State,
    FeatureMatrix Features,
    bool[] Rolled,
    int[] Type,
    int[] Learn,
    int[] Choose,
    int[] Test
);
