using Analytics.Ledger.Import.Files;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>A contiguous piece of one file, scanned by one thread.</summary>
/// <param name="Number">Running number over all files.</param>
/// <param name="File">Index of the file.</param>
/// <param name="From">First byte that belongs to it; records that start earlier belong to the segment before.</param>
/// <param name="To">One behind its last byte.</param>
/// <param name="IsFirst">True where it begins with the file's first row, so that its start is known.</param>
internal sealed record ImportSegment(int Number, int File, long From, long To, bool IsFirst);

/// <summary>Cuts the inputs into parts of about equal size, one contiguous run of segments for each thread.</summary>
internal static class ImportPlan
{
    private const long LeastPartBytes = 1 << 20;

    /// <summary>Plans the parts in the order of the inputs.</summary>
    /// <param name="files">The files.</param>
    /// <param name="dataOffsets">Offset of the first row of each.</param>
    /// <param name="isSplittable">True where a file's bytes are its text.</param>
    /// <param name="parts">Wanted number of parts.</param>
    /// <param name="partBytes">Size of a part; 0 = by number.</param>
    public static List<List<ImportSegment>> Plan(
        IReadOnlyList<InputFile> files,
        long[] dataOffsets,
        bool[] isSplittable,
        int parts,
        long partBytes
    )
    {
        var total = files.Sum(f => f.Length);
        var target = partBytes > 0 ? partBytes : Math.Max(LeastPartBytes, (total / parts) + 1);
        var plan = new List<List<ImportSegment>> { new() };
        var number = 0;
        var room = target;
        for (var f = 0; f < files.Count; f++)
        {
            if (!isSplittable[f])
            {
                plan[^1].Add(new ImportSegment(number++, f, dataOffsets[f], long.MaxValue, true));
                room -= files[f].Length;
            }
            else
            {
                var from = dataOffsets[f];
                var length = files[f].Length;
                do
                {
                    if (room <= 0)
                    {
                        plan.Add([]);
                        room = target;
                    }

                    var to = length - from <= room ? length : from + room;
                    plan[^1]
                        .Add(
                            new ImportSegment(
                                number++,
                                f,
                                from,
                                to >= length ? long.MaxValue : to,
                                from == dataOffsets[f]
                            )
                        );
                    room -= to - from;
                    from = to;
                } while (from < length);
            }

            if (room <= 0 && f + 1 < files.Count)
            {
                plan.Add([]);
                room = target;
            }
        }

        return plan;
    }
}
