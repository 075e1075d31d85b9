using Microsoft.ML;
using Microsoft.ML.Data;

namespace Analytics.Models.Training;

/// <summary>Shows some rows of a matrix and their outcomes to ML.NET without a second copy of the data.</summary>
internal sealed class MatrixView : IDataView
{
    /// <summary>Name of the vector column.</summary>
    public const string Features = "Features";

    /// <summary>Name of the outcome column.</summary>
    public const string Label = "Label";

    private readonly FeatureMatrix _matrix;
    private readonly bool[] _positive;
    private readonly int[] _rows;
    private readonly FeatureScale? _scale;

    /// <summary>A view of rows.</summary>
    /// <param name="matrix">The numbers.</param>
    /// <param name="positive">Outcome of every row of the matrix.</param>
    /// <param name="rows">The rows shown, in this order.</param>
    /// <param name="scale">Applied while rows pass, or null for the numbers as they are.</param>
    public MatrixView(FeatureMatrix matrix, bool[] positive, int[] rows, FeatureScale? scale)
    {
        (_matrix, _positive, _rows, _scale) = (matrix, positive, rows, scale);
        var schema = new DataViewSchema.Builder();
        schema.AddColumn(
            Features,
            new VectorDataViewType(NumberDataViewType.Single, matrix.Columns)
        );
        schema.AddColumn(Label, BooleanDataViewType.Instance);
        Schema = schema.ToSchema();
    }

    /// <inheritdoc/>
    public DataViewSchema Schema { get; }

    /// <inheritdoc/>
    public bool CanShuffle => false;

    /// <inheritdoc/>
    public long? GetRowCount() => _rows.Length;

    /// <inheritdoc/>
    public DataViewRowCursor GetRowCursor(
        IEnumerable<DataViewSchema.Column> columnsNeeded,
        Random? rand = null
    ) => new Cursor(this);

    /// <inheritdoc/>
    public DataViewRowCursor[] GetRowCursorSet(
        IEnumerable<DataViewSchema.Column> columnsNeeded,
        int n,
        Random? rand = null
    ) => [new Cursor(this)];

    private sealed class Cursor(MatrixView view) : DataViewRowCursor
    {
        private long _position = -1;

        public override long Position => _position;

        public override long Batch => 0;

        public override DataViewSchema Schema => view.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column) => true;

        public override bool MoveNext() => ++_position < view._rows.Length;

        public override ValueGetter<DataViewRowId> GetIdGetter() =>
            (ref DataViewRowId value) => value = new DataViewRowId((ulong)_position, 0);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
            column.Index == 0
                ? (ValueGetter<TValue>)(object)(ValueGetter<VBuffer<float>>)Row
                : (ValueGetter<TValue>)(object)(ValueGetter<bool>)Outcome;

        private void Row(ref VBuffer<float> value)
        {
            var editor = VBufferEditor.Create(ref value, view._matrix.Columns);
            view._matrix.Row(view._rows[_position]).CopyTo(editor.Values);
            view._scale?.Apply(editor.Values);
            value = editor.Commit();
        }

        private void Outcome(ref bool value) => value = view._positive[view._rows[_position]];
    }
}
