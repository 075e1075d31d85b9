namespace Analytics.Cli;

/// <summary>What the process returns; scripts rely on these numbers.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Our fault: a bug.</summary>
    public const int Bug = 1;

    /// <summary>The command line or the config; an output that exists.</summary>
    public const int Usage = 2;

    /// <summary>The data.</summary>
    public const int Data = 3;

    /// <summary>Files and space.</summary>
    public const int Files = 4;

    /// <summary>A store that another process writes.</summary>
    public const int Locked = 5;

    /// <summary>A model that is not fit for use.</summary>
    public const int Model = 6;

    /// <summary>A store with other bytes than were written.</summary>
    public const int Corrupt = 7;

    /// <summary>Interrupted by Ctrl-C.</summary>
    public const int Interrupted = 130;

    /// <summary>Ended by SIGTERM.</summary>
    public const int Terminated = 143;
}
