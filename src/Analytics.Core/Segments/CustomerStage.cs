namespace Analytics.Core.Segments;

/// <summary>The four stages of a customer relationship.</summary>
public enum CustomerStage
{
    /// <summary>No stage: the customer has no purchase.</summary>
    None,

    /// <summary>Getting to know each other: at most one repeat purchase day.</summary>
    Exploration,

    /// <summary>The relationship grows.</summary>
    Formation,

    /// <summary>At least four repeat purchase days over at least half a year, with even spending.</summary>
    Stable,

    /// <summary>Lapsed, lost, or a regular customer whose spending halved.</summary>
    Decline,
}

/// <summary>Names and advice of stages.</summary>
public static class CustomerStageNames
{
    /// <summary>The name as it stands in the column <c>stage</c>; empty for none.</summary>
    public static string Name(this CustomerStage stage) =>
        stage switch
        {
            CustomerStage.None => "",
            CustomerStage.Exploration => "exploration",
            CustomerStage.Formation => "formation",
            CustomerStage.Stable => "stable",
            CustomerStage.Decline => "decline",
            _ => throw new ArgumentOutOfRangeException(nameof(stage)),
        };

    /// <summary>The Chinese name; empty for none.</summary>
    public static string ChineseName(this CustomerStage stage) =>
        stage switch
        {
            CustomerStage.None => "",
            CustomerStage.Exploration => "考察期",
            CustomerStage.Formation => "形成期",
            CustomerStage.Stable => "稳定期",
            CustomerStage.Decline => "退化期",
            _ => throw new ArgumentOutOfRangeException(nameof(stage)),
        };

    /// <summary>What to do in this stage, in one sentence; empty for none.</summary>
    public static string Advice(this CustomerStage stage) =>
        stage switch
        {
            CustomerStage.None => "",
            CustomerStage.Exploration =>
                "Earn the second purchase: answer quickly, deliver what was promised, and suggest one fitting item.",
            CustomerStage.Formation =>
                "Widen the relationship with related products and benefits that grow with every order.",
            CustomerStage.Stable =>
                "Protect the relationship: keep service and terms steady and ask for recommendations.",
            CustomerStage.Decline =>
                "Find the reason before offering anything, then win back those whose value pays for it.",
            _ => throw new ArgumentOutOfRangeException(nameof(stage)),
        };
}
