using System.Text;
using Analytics.Ledger.Import;

namespace Analytics.Ledger.Tests.Import.Reference;

/// <summary>
/// Cuts a whole comma-separated file into records byte by byte: the rules of the importer written a second time, without windows, parts,
/// threads or vectors. Lines end with LF or CRLF, quotes are doubled.
/// </summary>
internal sealed class ReferenceReader(byte[] file, int columns)
{
    private const int MaxRecordBytes = 1 << 20;
    private int _position;
    private long _line = 1;

    /// <summary>All records behind the header line; blank lines are none.</summary>
    public List<ReferenceRecord> Read()
    {
        var records = new List<ReferenceRecord>();
        SkipLine();
        while (_position < file.Length)
        {
            var (start, line) = (_position, _line);
            var (fields, fault, column) = ReadFields(out var end);
            var raw = file[start..end];
            if (raw.Length == 0)
            {
                continue;
            }

            if (fault == RowFaultKind.None && raw.Contains((byte)0))
            {
                (fault, column) = (
                    RowFaultKind.NulByte,
                    fields!.FindIndex(f => f.Contains((byte)0))
                );
            }
            else if (fault == RowFaultKind.None && !IsUtf8(raw))
            {
                fault = RowFaultKind.InvalidEncoding;
            }
            else if (fault == RowFaultKind.None && fields!.Count != columns)
            {
                fault = RowFaultKind.FieldCount;
            }

            records.Add(
                new ReferenceRecord(
                    start,
                    line,
                    raw,
                    fault == RowFaultKind.None ? fields : null,
                    fault,
                    column
                )
            );
        }

        return records;
    }

    private (List<byte[]>? Fields, RowFaultKind Fault, int Column) ReadFields(out int end)
    {
        var start = _position;
        List<byte[]> fields = [];
        while (true)
        {
            var opened = _position;
            var value = new List<byte>();
            if (At(_position) == '"')
            {
                if (!ReadQuoted(value, start))
                {
                    return Refuse(RowFaultKind.UnclosedQuote, fields.Count, opened, out end);
                }

                if (At(_position) != ',' && !IsLineEnd(_position))
                {
                    var hasLines = file.AsSpan(opened, _position - opened).Contains((byte)'\n');
                    return Refuse(
                        hasLines ? RowFaultKind.UnclosedQuote : RowFaultKind.TextAfterQuote,
                        fields.Count,
                        opened,
                        out end
                    );
                }
            }
            else
            {
                while (At(_position) != ',' && !IsLineEnd(_position))
                {
                    if (At(_position) == '"')
                    {
                        return Refuse(RowFaultKind.StrayQuote, fields.Count, _position, out end);
                    }

                    value.Add(file[_position++]);
                }
            }

            fields.Add([.. value]);
            if (At(_position) == ',')
            {
                _position++;
                continue;
            }

            end = _position;
            _line += file[start..end].Count(c => c == '\n');
            SkipLine();
            return (fields, RowFaultKind.None, -1);
        }
    }

    private bool ReadQuoted(List<byte> value, int start)
    {
        for (
            _position++;
            _position < file.Length && _position - start < MaxRecordBytes;
            _position++
        )
        {
            if (file[_position] != '"')
            {
                value.Add(file[_position]);
            }
            else if (At(_position + 1) == '"')
            {
                value.Add(file[_position++]);
            }
            else
            {
                _position++;
                return true;
            }
        }

        return false;
    }

    /// <summary>The record ends with the line that holds <paramref name="place"/>.</summary>
    private (List<byte[]>? Fields, RowFaultKind Fault, int Column) Refuse(
        RowFaultKind fault,
        int column,
        int place,
        out int end
    )
    {
        var stop = Array.IndexOf(file, (byte)'\n', place);
        end = stop < 0 ? file.Length : stop;
        end -= file[end - 1] == '\r' ? 1 : 0;
        _line = 1 + file.Take(stop < 0 ? file.Length : stop + 1).Count(c => c == '\n');
        _position = stop < 0 ? file.Length : stop + 1;
        return (null, fault, column);
    }

    private void SkipLine()
    {
        var stop = Array.IndexOf(file, (byte)'\n', _position);
        _position = stop < 0 ? file.Length : stop + 1;
        _line++;
    }

    private int At(int place) => place < file.Length ? file[place] : -1;

    private bool IsLineEnd(int place) =>
        At(place) is '\n' or -1 || (At(place) == '\r' && At(place + 1) is '\n' or -1);

    private static bool IsUtf8(byte[] bytes)
    {
        try
        {
            _ = new UTF8Encoding(false, true).GetCharCount(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
