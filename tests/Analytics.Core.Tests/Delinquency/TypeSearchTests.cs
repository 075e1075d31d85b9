using Analytics.Core.Delinquency;
using Analytics.Core.Delinquency.Ledger;
using Analytics.Core.Delinquency.Types;
using Analytics.Core.Numerics;

namespace Analytics.Core.Tests.Delinquency;

public class TypeSearchTests
{
    [Fact]
    public void Types_that_differ_in_bill_lateness_or_chain_are_found_again()
    {
        var (table, truth) = Drawn(3000);
        var mixture = TypeSearch.Find(table, 4, 1);
        Assert.Equal(4, mixture.Count);
        Assert.True(AdjustedRand.Of(table.TypesOf(mixture), truth) > .95);
        Assert.Equal(4, TypeNames.Of(mixture).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Another_seed_finds_the_same_types()
    {
        var table = Drawn(1500).Table;
        var first = table.TypesOf(TypeSearch.Find(table, 4, 1));
        var second = table.TypesOf(TypeSearch.Find(table, 4, 2));
        Assert.True(AdjustedRand.Of(first, second) > .99);
    }

    [Fact]
    public void A_mixture_that_was_saved_tells_the_same_types()
    {
        var table = Drawn(400).Table;
        var mixture = TypeSearch.Find(table, 4, 1);
        Assert.Equal(table.TypesOf(mixture), table.TypesOf(TypeMixture.Of([.. mixture.Arrays])));
        Assert.Throws<FormatException>(() =>
            TypeMixture.Of([
                [1, 2, 3],
            ])
        );
    }

    [Fact]
    public void Close_by_close_an_account_ends_with_the_type_of_its_whole_evidence()
    {
        var (table, _, accounts) = Drawn(300, true);
        var mixture = TypeSearch.Find(table, 4, 1);
        var types = table.TypesOf(mixture);
        for (var i = 0; i < accounts.Count; i++)
        {
            var (evidence, moves) = (new TypeEvidence(), new double[mixture.Count]);
            foreach (var look in accounts[i])
            {
                evidence.Add(look, 1);
                mixture.AddMove(evidence, moves);
            }

            Assert.Equal(types[i], mixture.TypeOf(evidence, moves));
        }
    }

    [Fact]
    public void Accounts_that_are_all_alike_or_show_nothing_are_of_one_type()
    {
        var (alike, empty) = (new EvidenceTable(), new EvidenceTable());
        var evidence = new TypeEvidence();
        for (var i = 0; i < 40; i++)
        {
            empty.Add(new TypeEvidence());
            evidence.Clear();
            evidence.Add(new AccountCycle { State = DelinquencyState.Current, Billed = 50 }, 1);
            alike.Add(evidence);
        }

        Assert.Single(alike.TypesOf(TypeSearch.Find(alike, 4, 1)).Distinct());
        Assert.Single(empty.TypesOf(TypeSearch.Find(empty, 4, 1)).Distinct());
    }

    private static (EvidenceTable Table, int[] Types) Drawn(int n)
    {
        var (table, types, _) = Drawn(n, false);
        return (table, types);
    }

    // four types: small and large bills, prompt and late, and one that falls behind
    private static (EvidenceTable, int[], List<AccountCycle[]>) Drawn(int n, bool keep)
    {
        var (table, types, accounts) = (
            new EvidenceTable(),
            new int[n],
            new List<AccountCycle[]>()
        );
        for (var i = 0; i < n; i++)
        {
            var chance = new Chance(9, i);
            var type = types[i] = i % 4;
            var bill = (type == 1 ? 200 : 30) * Math.Exp(.2 * chance.Normal());
            var looks = new AccountCycle[20];
            var state = DelinquencyState.Current;
            for (var t = 0; t < looks.Length; t++)
            {
                var isLate = chance.Uniform() < (type == 2 ? .7 : .05);
                var falls = chance.Uniform() < (type == 3 ? .4 : .01);
                state = falls ? DelinquencyState.Late1 : DelinquencyState.Current;
                looks[t] = new AccountCycle
                {
                    State = state,
                    Billed = (long)bill,
                    Allocations = falls ? 0 : 1,
                    LateAllocations = !falls && isLate ? 1 : 0,
                };
            }

            var evidence = new TypeEvidence();
            foreach (var look in looks)
            {
                evidence.Add(look, 1);
            }

            table.Add(evidence);
            accounts.Add(keep ? looks : []);
        }

        return (table, types, accounts);
    }
}
