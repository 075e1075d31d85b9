using System.Runtime.CompilerServices;
using Analytics.Ledger.Import.Scanning;

namespace Analytics.Ledger.Import.Purchases;

/// <summary>Puts the true values of a row with escaped quotes in the place of its bytes, through the exact path.</summary>
internal sealed unsafe class EscapedFields(TableShape shape, int[] columns)
{
    private readonly ExactRow _exact = new(shape.Dialect, shape.FieldCount);
    private readonly byte[][] _values = new byte[columns.Length][];
    private readonly byte[] _scratch = GC.AllocateArray<byte>(
        RejectLog.MostRawBytes + IdKey.InlineBytes,
        pinned: true
    );

    /// <summary>Replaces the wanted fields; they stay valid until the next call.</summary>
    /// <returns><see cref="RowFaultKind.None"/>, or why the record is refused.</returns>
    public RowFaultKind Replace(ref RowView view)
    {
        var fault = _exact.Read(view.Record, columns, _values);
        var length = 0;
        for (var slot = 0; slot < _values.Length && fault == RowFaultKind.None; slot++)
        {
            if (length + _values[slot].Length > RejectLog.MostRawBytes)
            {
                return RowFaultKind.RecordTooLong;
            }

            _values[slot].CopyTo(_scratch, length);
            view.Starts[slot] = length;
            view.Ends[slot] = length + _values[slot].Length;
            length = view.Ends[slot];
        }

        view.Text = (byte*)Unsafe.AsPointer(ref _scratch[0]);
        return fault;
    }
}
