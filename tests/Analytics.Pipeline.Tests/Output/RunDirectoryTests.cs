using Analytics.Core.Faults;
using Analytics.Pipeline.Output;

namespace Analytics.Pipeline.Tests.Output;

public sealed class RunDirectoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Target => _folder["run"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Nothing_is_to_be_seen_before_it_is_published_and_everything_after()
    {
        using var run = RunDirectory.Open(Target, overwrite: false);
        Write(run, "charts/a.txt", "a");
        Write(run, "manifest.json", "{}");
        Assert.False(Path.Exists(Target));
        run.Publish();
        Assert.Equal("a", File.ReadAllText(Path.Combine(Target, "charts", "a.txt")));
        Assert.Equal([Target], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Leftovers_of_processes_that_are_gone_are_removed_and_those_of_living_ones_kept()
    {
        // no process has the highest number there can be
        string[] gone = [".run.tmp-2147483647-0", ".run.old-2147483647-0"];
        string[] kept =
        [
            FormattableString.Invariant($".run.tmp-{Environment.ProcessId}-7"),
            ".run.tmp-2147483647-1",
            ".run.tmp-mine",
            ".run2.tmp-2147483647-0",
        ];
        Assert.All(gone.Concat(kept), name => Directory.CreateDirectory(_folder[name]));
        Directory.CreateDirectory(Target);
        using var held = Leftovers.TryLock(_folder[kept[1]]);
        using (RunDirectory.Open(Target, overwrite: true)) { }

        Assert.Equal(
            kept.Append("run").Order(StringComparer.Ordinal),
            Directory
                .GetFileSystemEntries(_folder.Path)
                .Select(Path.GetFileName)
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void What_an_output_stood_for_before_is_kept_until_it_has_a_successor()
    {
        Directory.CreateDirectory(_folder[".run.old-2147483647-0"]);
        using (RunDirectory.Open(Target, overwrite: true)) { }

        Assert.True(Directory.Exists(_folder[".run.old-2147483647-0"]));
    }

    [Fact]
    public void Not_published_it_leaves_nothing_behind()
    {
        using (var run = RunDirectory.Open(Target, overwrite: false))
        {
            Write(run, "a.txt", "a");
        }

        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Files_and_directories_are_for_their_owner_only()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var run = RunDirectory.Open(Target, overwrite: false);
        Write(run, "charts/a.txt", "a");
        File.WriteAllText(Path.Combine(run.TemporaryPath, "by-others.txt"), "a");
        run.Publish();
        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(Owner, File.GetUnixFileMode(Path.Combine(Target, "charts", "a.txt")));
        Assert.Equal(Owner, File.GetUnixFileMode(Path.Combine(Target, "by-others.txt")));
        Assert.Equal(
            Owner | UnixFileMode.UserExecute,
            File.GetUnixFileMode(Path.Combine(Target, "charts"))
        );
        Assert.Equal(Owner | UnixFileMode.UserExecute, File.GetUnixFileMode(Target));
    }

    [Fact]
    public void An_existing_output_is_refused_even_where_it_is_empty()
    {
        Directory.CreateDirectory(Target);
        Assert.Throws<UsageFault>(() => RunDirectory.Open(Target, overwrite: false));
    }

    [Fact]
    public void Overwrite_replaces_the_whole_of_an_earlier_output()
    {
        Directory.CreateDirectory(Target);
        File.WriteAllText(Path.Combine(Target, "manifest.json"), "old");
        File.WriteAllText(Path.Combine(Target, "old.txt"), "old");
        using var run = RunDirectory.Open(Target, overwrite: true);
        Write(run, "manifest.json", "new");
        run.Publish();
        Assert.Equal(["manifest.json"], Directory.GetFiles(Target).Select(Path.GetFileName));
        Assert.Equal("new", File.ReadAllText(Path.Combine(Target, "manifest.json")));
        Assert.Equal([Target], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Theory]
    [InlineData("latest")]
    [InlineData("latest/")]
    public void Overwrite_through_a_link_replaces_what_it_points_to_and_keeps_the_link(string name)
    {
        Make("june", "old");
        File.CreateSymbolicLink(_folder["latest"], "june");
        Make(name, "new");
        Assert.Equal("june", new DirectoryInfo(_folder["latest"]).LinkTarget);
        Assert.Equal("new", File.ReadAllText(Path.Combine(_folder["june"], "manifest.json")));

        void Make(string target, string text)
        {
            using var directory = RunDirectory.Open(_folder[target], overwrite: true);
            using (var file = directory.Create("manifest.json"))
            {
                file.Write(System.Text.Encoding.UTF8.GetBytes(text));
            }

            directory.Publish();
        }
    }

    [Fact]
    public void Overwrite_that_fails_leaves_the_earlier_output_as_it_was()
    {
        Directory.CreateDirectory(Target);
        File.WriteAllText(Path.Combine(Target, "manifest.json"), "old");
        using (var run = RunDirectory.Open(Target, overwrite: true))
        {
            Write(run, "manifest.json", "new");
        }

        Assert.Equal("old", File.ReadAllText(Path.Combine(Target, "manifest.json")));
    }

    [Fact]
    public void Overwrite_refuses_a_folder_that_is_no_output_of_ours()
    {
        Directory.CreateDirectory(Target);
        File.WriteAllText(Path.Combine(Target, "letter.txt"), "dear");
        Assert.Throws<UsageFault>(() => RunDirectory.Open(Target, overwrite: true));
        Assert.True(File.Exists(Path.Combine(Target, "letter.txt")));
    }

    [Fact]
    public void A_file_where_a_directory_is_to_be_is_refused()
    {
        File.WriteAllText(Target, "x");
        Assert.Throws<UsageFault>(() => RunDirectory.Open(Target, overwrite: true));
    }

    [Fact]
    public void Missing_parents_are_made()
    {
        using var run = RunDirectory.Open(Path.Combine(Target, "deep", "er"), overwrite: false);
        Write(run, "a.txt", "a");
        run.Publish();
        Assert.True(File.Exists(Path.Combine(Target, "deep", "er", "a.txt")));
    }

    [Fact]
    public void One_file_is_whole_or_not_there_too()
    {
        using (var abandoned = OutputFile.Open(_folder["a.csv"], overwrite: false))
        {
            abandoned.Stream.WriteByte(1);
        }

        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
        using (var file = OutputFile.Open(_folder["a.csv"], overwrite: false))
        {
            file.Stream.WriteByte(1);
            file.Publish();
        }

        Assert.Equal([_folder["a.csv"]], Directory.GetFileSystemEntries(_folder.Path));
        Assert.Throws<UsageFault>(() => OutputFile.Open(_folder["a.csv"], overwrite: false));
    }

    private static void Write(RunDirectory run, string name, string text)
    {
        using var writer = new StreamWriter(run.Create(name));
        writer.Write(text);
    }
}
