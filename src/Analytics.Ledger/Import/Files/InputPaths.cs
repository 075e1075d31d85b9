using System.IO.Enumeration;
using Analytics.Core.Faults;

namespace Analytics.Ledger.Import.Files;

/// <summary>Turns the inputs as written (files, globs, <c>-</c>) into files, each once, globs in ordinal order.</summary>
internal static class InputPaths
{
    /// <summary>Resolves all inputs.</summary>
    /// <exception cref="UsageFault">No input at all, or <c>-</c> more than once.</exception>
    /// <exception cref="FileFault">A glob that matches no file.</exception>
    public static IReadOnlyList<string> Resolve(IReadOnlyList<string> inputs)
    {
        if (inputs.Count == 0)
        {
            throw new UsageFault(
                "no input: name one or more files, a glob, or - for standard input"
            );
        }

        var paths = new List<string>();
        foreach (var input in inputs)
        {
            if (input == "-" || File.Exists(input) || !IsGlob(input))
            {
                paths.Add(input);
                continue;
            }

            var found = Expand(input);
            if (found.Count == 0)
            {
                throw new FileFault($"{input}: no file matches");
            }

            paths.AddRange(found);
        }

        if (paths.Count(p => p == "-") > 1)
        {
            throw new UsageFault("standard input (-) can be read only once");
        }

        var distinct = paths.Distinct(StringComparer.Ordinal).ToList();
        return distinct;
    }

    private static bool IsGlob(string input) => input.AsSpan().ContainsAny('*', '?');

    private static List<string> Expand(string glob)
    {
        var rooted = glob.StartsWith('/');
        var places = new List<string> { rooted ? "/" : "" };
        var parts = glob.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < parts.Length; i++)
        {
            var last = i == parts.Length - 1;
            places = places.SelectMany(place => Step(place, parts[i], last)).ToList();
        }

        places.Sort(StringComparer.Ordinal);
        return places;
    }

    private static IEnumerable<string> Step(string place, string part, bool last)
    {
        var folder = place.Length == 0 ? "." : place;
        if (!IsGlob(part))
        {
            var path = Path.Combine(place, part);
            return (last ? File.Exists(path) : Directory.Exists(path)) ? [path] : [];
        }

        var entries = last
            ? Directory.EnumerateFiles(folder)
            : Directory.EnumerateDirectories(folder);
        return entries
            .Select(entry => Path.GetFileName(entry))
            .Where(name => FileSystemName.MatchesSimpleExpression(part, name, ignoreCase: false))
            .Select(name => Path.Combine(place, name));
    }
}
