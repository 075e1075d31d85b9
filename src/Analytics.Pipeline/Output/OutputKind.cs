namespace Analytics.Pipeline.Output;

/// <summary>What <c>--out</c> names.</summary>
public enum OutputKind
{
    /// <summary>Standard output, written <c>-</c>.</summary>
    Stdout,

    /// <summary>One file.</summary>
    File,

    /// <summary>A directory.</summary>
    Directory,
}
