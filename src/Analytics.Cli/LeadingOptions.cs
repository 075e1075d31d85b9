using Analytics.Pipeline.Settings;

namespace Analytics.Cli;

/// <summary>Lets the options of every command also stand before the command, as in <c>crm --quiet doctor</c>.</summary>
internal static class LeadingOptions
{
    /// <summary>The same words with such options behind the rest, but before a <c>--</c>.</summary>
    public static string[] MoveBehindCommand(string[] args)
    {
        var count = 0;
        while (count < args.Length && Find(args[count]) is { } spec)
        {
            var carriesValue = spec.IsFlag || args[count].Contains('=', StringComparison.Ordinal);
            count += carriesValue ? 1 : 2;
        }

        if (count == 0 || count >= args.Length)
        {
            return args;
        }

        var rest = args[count..];
        var end = Array.IndexOf(rest, "--");
        return end < 0
            ? [.. rest, .. args[..count]]
            : [.. rest[..end], .. args[..count], .. rest[end..]];
    }

    private static SettingSpec? Find(string arg)
    {
        var name = arg.Split('=', 2)[0];
        return GlobalOptions.All.FirstOrDefault(spec => spec.Option == name);
    }
}
