namespace Analytics.Core.Lifetime.CnbdK;

/// <summary>The state of a customer who is alive: posterior of rate and dropout, and where between two purchases.</summary>
/// <param name="Shape">Gamma shape of the rate.</param>
/// <param name="Rate">Gamma rate of the rate, periods.</param>
/// <param name="A">Beta posterior of dropout, first.</param>
/// <param name="B">Beta posterior of dropout, second.</param>
/// <param name="Stages">Erlang stages k per purchase.</param>
/// <param name="Passed">Stages passed since the last purchase, below k.</param>
internal readonly record struct StagesAhead(
    double Shape,
    double Rate,
    double A,
    double B,
    int Stages,
    int Passed
);
