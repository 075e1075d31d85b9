using Analytics.Core.Faults;
using Analytics.Ledger.Store;
using Analytics.Ledger.Tests.Data;

namespace Analytics.Ledger.Tests.Store;

/// <summary>One writer at a time, and nobody is lost who waits.</summary>
public class StoreLockTests
{
    [Fact]
    public void The_second_writer_is_told_who_the_first_is()
    {
        using var folder = new TempFolder();
        using var first = Take(folder, "process 42 on host, crm import", TimeSpan.Zero);
        var fault = Assert.Throws<LockFault>(() => Take(folder, "me", TimeSpan.Zero));
        Assert.Contains("process 42 on host, crm import", fault.Message, StringComparison.Ordinal);
        Assert.Contains("--wait", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_twenty_at_once_one_wins_and_the_others_are_refused()
    {
        using var folder = new TempFolder();
        for (var round = 0; round < 20; round++)
        {
            var held = new StoreLock?[20];
            var refused = 0;
            Parallel.For(
                0,
                held.Length,
                i =>
                {
                    try
                    {
                        held[i] = Take(folder, "someone", TimeSpan.Zero);
                    }
                    catch (LockFault)
                    {
                        Interlocked.Increment(ref refused);
                    }
                }
            );
            Assert.Equal((1, 19), (held.Count(h => h is not null), refused));
            foreach (var one in held)
            {
                one?.Dispose();
            }
        }
    }

    [Fact]
    public void Of_twenty_imports_that_wait_none_is_lost()
    {
        using var folder = new TempFolder();
        var store = folder.PathOf("store");
        Parallel.For(
            0,
            20,
            new ParallelOptions { MaxDegreeOfParallelism = 20 },
            i =>
            {
                var name = FormattableString.Invariant($"{i}.csv");
                var file = folder.Write(name, Stores.Export(i * 10, 10));
                using var import = StoreImport.Open(
                    Imports.Of(file) with
                    {
                        Threads = 1,
                    },
                    store,
                    new LockRequest(name, null),
                    isDryRun: false,
                    CancellationToken.None
                );
                import.Commit();
            }
        );
        Assert.Equal(20, LedgerStore.Open(store).Loads.Count);
        Assert.Empty(StoreVerify.Run(store, 2, CancellationToken.None).Bad);
    }

    private static StoreLock Take(TempFolder folder, string holder, TimeSpan? wait) =>
        StoreLock.Take(folder.Root, holder, wait, CancellationToken.None);
}
