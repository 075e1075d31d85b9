using System.Text.RegularExpressions;
using Analytics.Core.Faults;

namespace Analytics.Pipeline.Config;

/// <summary>Where a password is: in an environment variable or in a file. The password itself stands in no setting, text or log.</summary>
/// <param name="Key">The key of the config: <see cref="VariableKey"/> or <see cref="FileKey"/>.</param>
/// <param name="Place">Name of the variable, or path of the file.</param>
/// <param name="Origin">Where the config says so.</param>
public sealed partial record Secret(string Key, string Place, string Origin)
{
    /// <summary>The key that names a variable.</summary>
    public const string VariableKey = "password_env";

    /// <summary>The key that names a file.</summary>
    public const string FileKey = "password_file";

    /// <summary>Reads the password; a line break at its end does not count.</summary>
    /// <param name="environment">The environment variables.</param>
    /// <exception cref="UsageFault">The variable is not set.</exception>
    /// <exception cref="FileFault">The file cannot be read.</exception>
    public string Read(IReadOnlyDictionary<string, string> environment)
    {
        if (Key == VariableKey)
        {
            return environment.GetValueOrDefault(Place) is { Length: > 0 } value
                ? value
                : throw new UsageFault($"{Origin}: the environment variable {Place} is not set");
        }

        try
        {
            return File.ReadAllText(Place).TrimEnd('\r', '\n');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FileFault($"{Origin}: the password file {Place} cannot be read", e);
        }
    }

    /// <summary>The place and whether there is something.</summary>
    public string Shown(IReadOnlyDictionary<string, string> environment) =>
        Place
        + (
            Key == VariableKey
                ? environment.GetValueOrDefault(Place) is { Length: > 0 }
                    ? " (set)"
                    : " (not set)"
                : File.Exists(Place)
                    ? " (there)"
                    : " (missing)"
        );

    /// <summary>Refuses an address with a password in it, without repeating it.</summary>
    /// <param name="address">The address.</param>
    /// <param name="place">Where it stands.</param>
    /// <exception cref="UsageFault">It holds one.</exception>
    public static void RefuseIn(string address, string place)
    {
        // most words are no addresses, and the pattern costs time at the start
        if (
            address.Contains("://", StringComparison.Ordinal)
            && PasswordInAddress().IsMatch(address)
        )
        {
            throw new UsageFault(
                $"{place}: the address holds a password; leave it out there and name, in a source of the config, the variable ({VariableKey}) or the file ({FileKey}) it is in"
            );
        }
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9+.-]*://[^/@]*:[^/]*@", RegexOptions.None, 1000)]
    private static partial Regex PasswordInAddress();
}
