using System.Text;
using Analytics.Core.Faults;
using Analytics.Ledger.Import.Files;

namespace Analytics.Ledger.Tests.Import;

/// <summary>A file that changes while it is read is refused, whatever changed it.</summary>
public sealed class FileIdentityTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("crm-identity-").FullName;

    private string Path => System.IO.Path.Combine(_folder, "orders.csv");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_left_alone_is_read_to_its_end() => Assert.Equal(9, ReadWhile(() => { }));

    [Fact]
    public void A_file_that_grows_is_still_being_written()
    {
        var fault = Assert.Throws<DataFault>(() =>
            ReadWhile(() => File.AppendAllText(Path, "more\n"))
        );
        Assert.StartsWith(
            $"{Path}: went from 9 to 14 bytes while it was read, so it is still being written",
            fault.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_file_written_again_with_the_same_length_is_noticed() =>
        Assert.Contains(
            "was changed",
            Assert
                .Throws<DataFault>(() =>
                    ReadWhile(() => File.SetLastWriteTimeUtc(Path, new DateTime(2001, 1, 1)))
                )
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_file_that_another_took_the_place_of_is_noticed()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var changed = DateTime.UnixEpoch;
        var fault = Assert.Throws<DataFault>(() =>
            ReadWhile(() =>
            {
                changed = File.GetLastWriteTimeUtc(Path);
                File.WriteAllText(Path + ".new", "a,b\n1,3\n\n");
                File.SetLastWriteTimeUtc(Path + ".new", changed);
                File.Move(Path + ".new", Path, overwrite: true);
            })
        );
        Assert.Contains("was replaced by another file", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_went_away_is_noticed() =>
        Assert.Contains(
            "was removed",
            Assert.Throws<DataFault>(() => ReadWhile(() => File.Delete(Path))).Message,
            StringComparison.Ordinal
        );

    private int ReadWhile(Action meanwhile)
    {
        File.WriteAllText(Path, "a,b\n1,2\n\n");
        using var file = InputFile.Open(Path);
        using var text = file.OpenText(0, Encoding.UTF8);
        var buffer = new byte[4];
        var sum = text.Read(buffer);
        meanwhile();
        for (var read = text.Read(buffer); read > 0; read = text.Read(buffer))
        {
            sum += read;
        }

        return sum;
    }
}
