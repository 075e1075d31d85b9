namespace Analytics.Models.Churn;

/// <summary>
/// What contacting customers earns: save rate x value of each one that would have left, minus the cost of every contact. The cut was chosen on
/// other rows and is only judged here.
/// </summary>
/// <param name="Shares">Profit of contacting the 10, 20, ... 100 % of customers with the highest expected gain, currency units.</param>
/// <param name="Profit">Profit of the chosen cut.</param>
/// <param name="Low">2.5 % bootstrap quantile of it.</param>
/// <param name="High">97.5 % bootstrap quantile of it.</param>
/// <param name="Contacted">Customers contacted under the cut.</param>
/// <param name="IsShare">True where the cut is the best fixed share of the rows where it was chosen; false where it is every customer whose expected gain exceeds the cost of a contact.</param>
/// <param name="FixedShare">The best fixed share of customers on the rows where the cut was chosen.</param>
/// <param name="FixedProfit">Its profit here.</param>
public sealed record ProfitCurve(
    double[] Shares,
    double Profit,
    double Low,
    double High,
    int Contacted,
    bool IsShare,
    double FixedShare,
    double FixedProfit
);
