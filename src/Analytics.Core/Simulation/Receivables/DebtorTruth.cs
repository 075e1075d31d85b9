using Analytics.Core.Delinquency;

namespace Analytics.Core.Simulation.Receivables;

/// <summary>The truth about a simulated account: what it is, and where it stands at the last close.</summary>
/// <param name="Number">Number in its id, which is <c>T</c> and this.</param>
/// <param name="Type">Its type, as an index of <see cref="DebtorTypes.All"/>.</param>
/// <param name="FirstMonth">Month of its first bill, 0-based.</param>
/// <param name="BillCents">Its usual bill in cents.</param>
/// <param name="LatePay">Chance that a bill which is paid is paid late within the month, 0 to 1.</param>
/// <param name="State">Its state.</param>
/// <param name="OpenBills">Number of bills that are open.</param>
/// <param name="OpenCents">What they come to, in cents.</param>
/// <param name="Contacts">Contacts of the last three months as bits, the latest lowest.</param>
public readonly record struct DebtorTruth(
    long Number,
    int Type,
    int FirstMonth,
    double BillCents,
    double LatePay,
    DelinquencyState State,
    int OpenBills,
    long OpenCents,
    int Contacts
);
