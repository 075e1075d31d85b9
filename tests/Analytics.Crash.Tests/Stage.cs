using System.Globalization;
using System.Text;

namespace Analytics.Crash.Tests;

/// <summary>A scenario made ready: the work directory before and after an undisturbed run, and fresh copies of the former.</summary>
internal sealed class Stage : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("crm-crash-").FullName;
    private int _copies;

    /// <summary>Makes what stands there before, and the undisturbed end.</summary>
    public Stage(Scenario scenario)
    {
        Scenario = scenario;
        Scenario.WriteInputs(Inputs);
        var root = Path.Combine(_folder, "before");
        Directory.CreateDirectory(root);
        foreach (var call in scenario.Before)
        {
            Require(Crm.Run(_folder, Scenario.Words(call, Inputs, root)));
        }

        Before = Tree.Of(root);
        Require(Start(root));
        After = Tree.Of(root);
    }

    /// <summary>The scenario.</summary>
    public Scenario Scenario { get; }

    /// <summary>What stands there before.</summary>
    public Tree Before { get; }

    /// <summary>What an undisturbed run leaves.</summary>
    public Tree After { get; }

    /// <summary>A new work directory in the state before.</summary>
    public string Fresh() => Fresh(Before);

    /// <summary>A new work directory in a given state.</summary>
    public string Fresh(Tree state)
    {
        var root = Path.Combine(
            _folder,
            "w" + Interlocked.Increment(ref _copies).ToString(CultureInfo.InvariantCulture)
        );
        state.WriteTo(root);
        return root;
    }

    /// <summary>A path beside the work directories, for logs.</summary>
    public static string Beside(string root, string name) => root + "." + name;

    /// <summary>Starts the command on a work directory.</summary>
    public Crm Start(string root, params (string Name, string Value)[] environment) =>
        Crm.Run(_folder, Words(root), environment);

    /// <summary>Starts the command and leaves it running.</summary>
    public System.Diagnostics.Process Launch(string root) => Crm.Start(_folder, Words(root));

    /// <summary>The same below strace.</summary>
    public Crm Trace(string root, string log, string calls) =>
        Crm.Trace(_folder, Words(root), log, calls);

    /// <summary>The arguments for a work directory.</summary>
    public IEnumerable<string> Words(string root) => Scenario.Words(Scenario.Args, Inputs, root);

    /// <summary>The environment of a run below the shim.</summary>
    public static (string, string)[] Shimmed(
        string root,
        params (string Name, string Value)[] more
    ) => [("LD_PRELOAD", Tools.Shim!), ("SHIM_ROOT", root), .. more];

    /// <summary>What is wrong with what readers see at a moment; null where everything is whole, either old or new.</summary>
    public string? Harm(Tree now) =>
        (Scenario.Store is { } store ? HarmOfStore(now, store) : null) ?? HarmOfPublished(now);

    // what is in a store is what its manifests name; manifests only ever come on top
    private string? HarmOfStore(Tree now, string store)
    {
        var folder = store + "/manifests";
        var (before, after, seen) = (
            Before.Published(folder),
            After.Published(folder),
            now.Published(folder)
        );
        if (before.Keys.FirstOrDefault(name => !seen.ContainsKey(name)) is { } lost)
        {
            return $"the manifest {lost} is gone";
        }

        // while the last manifest is that of before, so is every segment, also those that the command replaces
        var changed = Before
            .Entries.Where(e => e.Path.StartsWith(store + "/segments/", StringComparison.Ordinal))
            .FirstOrDefault(e =>
                now.BytesAt(e.Path) is not { } bytes || !bytes.AsSpan().SequenceEqual(e.Bytes)
            );
        if (seen.Count == before.Count && changed.Path is not null)
        {
            return $"{changed.Path} is not whole";
        }

        foreach (var (name, digest) in seen)
        {
            if (digest != after.GetValueOrDefault(name))
            {
                return $"the manifest {name} is not whole";
            }

            var text = Encoding.UTF8.GetString(After.BytesAt(folder + "/" + name)!);
            var missing = After
                .Entries.Where(e =>
                    e.Bytes is not null && !e.Path.StartsWith(folder, StringComparison.Ordinal)
                )
                .FirstOrDefault(e =>
                    text.Contains($"\"{e.Path[(store.Length + 1)..]}\"", StringComparison.Ordinal)
                    && (
                        now.BytesAt(e.Path) is not { } bytes
                        || !bytes.AsSpan().SequenceEqual(e.Bytes)
                    )
                );
            if (missing.Path is not null)
            {
                return $"{missing.Path}, which the manifest {name} names, is not whole";
            }
        }

        return null;
    }

    private string? HarmOfPublished(Tree now)
    {
        foreach (var directory in Scenario.Published)
        {
            var (before, after, seen) = (
                Before.Published(directory),
                After.Published(directory),
                now.Published(directory)
            );
            foreach (var (name, digest) in seen)
            {
                if (
                    digest != before.GetValueOrDefault(name)
                    && digest != after.GetValueOrDefault(name)
                )
                {
                    return $"{name} is neither the old nor the new one";
                }

                var path = directory.Length == 0 ? name : directory + "/" + name;
                if (
                    now.LinkAt(path) is { } target
                    && !now.Has(directory.Length == 0 ? target : directory + "/" + target)
                )
                {
                    return $"{name} points to {target}, which is not there";
                }
            }

            if (
                before.Keys.FirstOrDefault(n => after.ContainsKey(n) && !seen.ContainsKey(n)) is
                { } lost
            )
            {
                return $"{lost} is gone";
            }
        }

        return null;
    }

    /// <summary>What is wrong after a plain second start: null where it ends as an undisturbed run.</summary>
    public string? Restart(string root)
    {
        var again = Start(root);
        if (again.ExitCode != 0)
        {
            return FormattableString.Invariant(
                $"the second start ended with {again.ExitCode}: {again.Error.Trim()}"
            );
        }

        var difference = Tree.Of(root).DifferenceFrom(After);
        return difference.Length == 0 ? null : "after the second start: " + difference;
    }

    /// <summary>Removes a work directory that is done with.</summary>
    public static void Drop(string root) => Directory.Delete(root, recursive: true);

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Inputs => Path.Combine(_folder, "in");

    private static void Require(Crm run)
    {
        if (run.ExitCode != 0)
        {
            throw new InvalidOperationException(run.Error);
        }
    }
}
