namespace Analytics.Ledger.Tests.Data;

/// <summary>Tests that count allocated bytes run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public class AloneCollection
{
    public const string Name = "alone";
}
