using System.Collections;
using System.Runtime.InteropServices;
using System.Text;
using Analytics.Core.Summaries;

namespace Analytics.Pipeline.Runs.Reuse;

/// <summary>
/// Writes plain data of any shape as bytes that follow from its values alone, so that they serve both to keep a result and, hashed, to tell
/// whether inputs are the same. Objects that are met again are written once.
/// </summary>
/// <param name="output">Takes the bytes.</param>
internal sealed class GraphWriter(Stream output) : IDisposable
{
    internal const byte Null = 0;
    internal const byte Again = 1;
    internal const byte New = 2;
    private readonly BinaryWriter _writer = new(output, Encoding.UTF8, leaveOpen: true);
    private readonly Dictionary<object, int> _met = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Type, int> _types = [];

    /// <summary>Writes a value.</summary>
    /// <exception cref="NotSupportedException">It holds something that is no plain data.</exception>
    public void Write(object? value)
    {
        Any(value);
        _writer.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    private void Any(object? value)
    {
        if (value is null)
        {
            _writer.Write(Null);
            return;
        }

        var type = value.GetType();
        if (!type.IsValueType)
        {
            if (_met.TryGetValue(value, out var number))
            {
                _writer.Write(Again);
                _writer.Write7BitEncodedInt(number);
                return;
            }

            _met.Add(value, _met.Count);
        }

        _writer.Write(New);
        WriteType(type);
        Content(value, type);
    }

    private void WriteType(Type type)
    {
        var isKnown = _types.TryGetValue(type, out var number);
        _writer.Write7BitEncodedInt(isKnown ? number : _types.Count);
        if (!isKnown)
        {
            _types.Add(type, _types.Count);
            _writer.Write(GraphTypes.NameOf(type));
        }
    }

    private void Content(object value, Type type)
    {
        switch (value)
        {
            case string text:
                _writer.Write(text);
                break;
            case Array array:
                Elements(array, type.GetElementType()!);
                break;
            case CustomerIds ids:
                Ids(ids);
                break;
            case IList list when GraphTypes.ElementOf(type) is not null:
                _writer.Write7BitEncodedInt(list.Count);
                foreach (var item in list)
                {
                    Any(item);
                }

                break;
            case IDictionary pairs when GraphTypes.PairOf(type) is not null:
                _writer.Write7BitEncodedInt(pairs.Count);
                foreach (DictionaryEntry pair in pairs)
                {
                    Any(pair.Key);
                    Any(pair.Value);
                }

                break;
            case var _ when GraphTypes.LateOf(type) is not null:
                Any(type.GetProperty("Value")!.GetValue(value));
                break;
            case var _ when GraphTypes.IsPlain(type):
                Elements(Single(value, type), type);
                break;
            default:
                foreach (var field in GraphTypes.FieldsOf(type))
                {
                    Any(field.GetValue(value));
                }

                break;
        }
    }

    private void Elements(Array array, Type element)
    {
        for (var d = 0; d < array.Rank; d++)
        {
            _writer.Write7BitEncodedInt(array.GetLength(d));
        }

        if (GraphTypes.IsPlain(element))
        {
            _writer.Write(Bytes(array));
            return;
        }

        foreach (var item in array)
        {
            Any(item);
        }
    }

    // where the ids lie in memory is no matter
    private void Ids(CustomerIds ids)
    {
        _writer.Write7BitEncodedInt(ids.Count);
        for (var row = 0; row < ids.Count; row++)
        {
            _writer.Write7BitEncodedInt(ids[row].Length);
            _writer.Write(ids[row]);
        }
    }

    private static Array Single(object value, Type type)
    {
        var array = Array.CreateInstance(type, 1);
        array.SetValue(value, 0);
        return array;
    }

    /// <summary>The bytes of an array of plain values.</summary>
    internal static Span<byte> Bytes(Array array)
    {
        if (array.Length == 0)
        {
            return [];
        }

        var size = array.GetType().GetElementType()! switch
        {
            var t when t == typeof(bool) => 1,
            var t when t == typeof(char) => 2,
            var t when t == typeof(Int128) => 16,
            var t when t.IsEnum => Marshal.SizeOf(Enum.GetUnderlyingType(t)),
            var t => Marshal.SizeOf(t),
        };
        return MemoryMarshal.CreateSpan(
            ref MemoryMarshal.GetArrayDataReference(array),
            checked(array.Length * size)
        );
    }
}
