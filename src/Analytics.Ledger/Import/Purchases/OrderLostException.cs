namespace Analytics.Ledger.Import.Purchases;

/// <summary>
/// The single pass over date-ordered rows cannot give the exact answer (a row is out of order, an order comes back, a sum leaves 64 bits):
/// the file is read again in the way that fits any order. Never seen by a user.
/// </summary>
internal sealed class OrderLostException : Exception;
