namespace Analytics.Pipeline.Output;

/// <summary>
/// What this process is writing under temporary names. A command that is stopped and does not come to an end by itself is ended from outside:
/// then these are removed, and nothing gets its name any more.
/// </summary>
public static class UnfinishedOutputs
{
    private const int Attempts = 20;
    private static readonly Lock Gate = new();
    private static readonly HashSet<string> Paths = new(StringComparer.Ordinal);

    /// <summary>Something is being written.</summary>
    internal static void Add(string path)
    {
        lock (Gate)
        {
            Paths.Add(path);
        }
    }

    /// <summary>It was removed.</summary>
    internal static void Remove(string path)
    {
        lock (Gate)
        {
            Paths.Remove(path);
        }
    }

    /// <summary>Gives it its name, unless everything was abandoned before.</summary>
    internal static void Publish(string path, Action rename)
    {
        lock (Gate)
        {
            rename();
            Paths.Remove(path);
        }
    }

    /// <summary>Removes everything unfinished; whoever wants to publish later waits for ever, so the process must end now.</summary>
    public static void Abandon()
    {
        Gate.Enter();
        foreach (var path in Paths)
        {
            Delete(path);
        }
    }

    // whoever still writes may make a new file while the old ones are removed
    private static void Delete(string path)
    {
        for (var i = 0; i < Attempts; i++)
        {
            try
            {
                PendingOutput.Delete(path);
                return;
            }
            catch (IOException)
            {
                Thread.Sleep(1);
            }
        }
    }
}
