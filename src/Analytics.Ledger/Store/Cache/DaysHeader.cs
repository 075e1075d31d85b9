using System.Security.Cryptography;
using System.Text;
using Analytics.Ledger.Import.Purchases;

namespace Analytics.Ledger.Store.Cache;

/// <summary>What a file of kept customer-days says of itself: which segments and policies it stands for, and where its blocks lie.</summary>
/// <param name="Policies">The policies of the reading, as <see cref="DaysFile.PoliciesOf"/> names them.</param>
/// <param name="Scale">Decimals of all money.</param>
/// <param name="HasOrders">True where tuples carry order codes.</param>
/// <param name="Prefixes">Prefixes of order ids in the order of their numbers.</param>
/// <param name="Segments">The segments it stands for, each as it was found on the disk.</param>
/// <param name="Numbers">Numbers given to segments so far, for rows that name no order.</param>
/// <param name="Loads">The account of each load by day.</param>
/// <param name="Blocks">The blocks, in the order of their first ids.</param>
internal sealed record DaysHeader(
    string Policies,
    int Scale,
    bool HasOrders,
    IReadOnlyList<byte[]> Prefixes,
    IReadOnlyList<CoveredSegment> Segments,
    int Numbers,
    IReadOnlyDictionary<string, DayTallies> Loads,
    IReadOnlyList<DaysBlock> Blocks
)
{
    /// <summary>The header as bytes.</summary>
    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using var to = new BinaryWriter(bytes, Encoding.UTF8);
        to.Write(Policies);
        to.Write(Scale);
        to.Write(HasOrders);
        WriteAll(to, Prefixes, prefix => WriteBytes(to, prefix));
        WriteAll(
            to,
            Segments,
            s =>
            {
                to.Write(s.Name);
                to.Write(s.Bytes);
                to.Write(s.Changed);
            }
        );
        to.Write(Numbers);
        WriteAll(
            to,
            Loads.OrderBy(l => l.Key, StringComparer.Ordinal).ToList(),
            load =>
            {
                to.Write(load.Key);
                WriteAll(
                    to,
                    load.Value.Days.OrderBy(d => d.Key).ToList(),
                    day =>
                    {
                        to.Write(day.Key.Day);
                        to.Write(day.Key.Place);
                        to.Write(day.Value.Rows);
                        to.Write((ulong)day.Value.Units);
                        to.Write((ulong)(day.Value.Units >> 64));
                    }
                );
            }
        );
        WriteAll(
            to,
            Blocks,
            block =>
            {
                to.Write(block.Customers);
                to.Write(block.Days);
                to.Write(block.LastDay);
                WriteBytes(to, block.FirstId);
                WritePart(to, block.Head);
                WritePart(to, block.Tuples);
            }
        );
        to.Flush();
        return bytes.ToArray();
    }

    /// <summary>Reads a header whose bytes are known to be those written.</summary>
    public static DaysHeader Parse(byte[] bytes)
    {
        using var from = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        return new DaysHeader(
            from.ReadString(),
            from.ReadInt32(),
            from.ReadBoolean(),
            ReadAll(from, () => ReadBytes(from)),
            ReadAll(
                from,
                () => new CoveredSegment(from.ReadString(), from.ReadInt64(), from.ReadInt64())
            ),
            from.ReadInt32(),
            ReadAll(from, () => (Id: from.ReadString(), Tallies: ReadTallies(from)))
                .ToDictionary(l => l.Id, l => l.Tallies, StringComparer.Ordinal),
            ReadAll(
                from,
                () =>
                    new DaysBlock(
                        from.ReadInt32(),
                        from.ReadInt32(),
                        from.ReadInt32(),
                        ReadBytes(from),
                        ReadPart(from),
                        ReadPart(from)
                    )
            )
        );
    }

    private static DayTallies ReadTallies(BinaryReader from)
    {
        var tallies = new DayTallies();
        for (var n = from.ReadInt32(); n > 0; n--)
        {
            var (day, place, rows) = (from.ReadInt32(), from.ReadInt32(), from.ReadInt64());
            var (low, high) = (from.ReadUInt64(), from.ReadUInt64());
            tallies.Add(day, place, new RowTally { Rows = rows, Units = new Int128(high, low) });
        }

        return tallies;
    }

    private static void WriteAll<T>(BinaryWriter to, IReadOnlyList<T> items, Action<T> write)
    {
        to.Write(items.Count);
        foreach (var item in items)
        {
            write(item);
        }
    }

    private static List<T> ReadAll<T>(BinaryReader from, Func<T> read)
    {
        var items = new List<T>();
        for (var n = from.ReadInt32(); n > 0; n--)
        {
            items.Add(read());
        }

        return items;
    }

    private static void WritePart(BinaryWriter to, DaysPart part)
    {
        to.Write(part.Place);
        to.Write(part.Bytes);
        to.Write(part.Sha256);
    }

    private static DaysPart ReadPart(BinaryReader from) =>
        new(from.ReadInt64(), from.ReadInt32(), from.ReadBytes(SHA256.HashSizeInBytes));

    private static void WriteBytes(BinaryWriter to, byte[] bytes)
    {
        to.Write(bytes.Length);
        to.Write(bytes);
    }

    private static byte[] ReadBytes(BinaryReader from) => from.ReadBytes(from.ReadInt32());
}

/// <summary>A segment whose rows are kept as customer-days.</summary>
/// <param name="Name">Its name in the store.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Changed">When it was last written, ticks of UTC: a file that was touched since is read and checked again.</param>
internal sealed record CoveredSegment(string Name, long Bytes, long Changed);

/// <summary>Some customers in a row.</summary>
/// <param name="Customers">Customers.</param>
/// <param name="Days">Their customer-days.</param>
/// <param name="LastDay">The last of those days.</param>
/// <param name="FirstId">Id of the first one.</param>
/// <param name="Head">Their ids and sums.</param>
/// <param name="Tuples">Their tuples.</param>
internal sealed record DaysBlock(
    int Customers,
    int Days,
    int LastDay,
    byte[] FirstId,
    DaysPart Head,
    DaysPart Tuples
);

/// <summary>Some bytes of the file.</summary>
/// <param name="Place">Offset in the file.</param>
/// <param name="Bytes">Length.</param>
/// <param name="Sha256">Checksum.</param>
internal sealed record DaysPart(long Place, int Bytes, byte[] Sha256);
