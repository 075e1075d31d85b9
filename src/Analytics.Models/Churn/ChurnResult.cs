namespace Analytics.Models.Churn;

/// <summary>A trained model and what is known of it.</summary>
/// <param name="Model">The model.</param>
/// <param name="Evidence">Its measures and how it was chosen.</param>
public sealed record ChurnResult(ChurnModel Model, ChurnEvidence Evidence);
