using Analytics.Core.Work;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>Where a part stands among the others while it is read.</summary>
/// <param name="Number">Its number in the order of the text.</param>
/// <param name="Turns">The order in which parts are settled.</param>
/// <param name="IsCertain">True where it is known to begin at the start of a record, so that its rows stand when it is in turn.</param>
internal readonly record struct PartPlace(int Number, OrderedTurns Turns, bool IsCertain);
