using System.Collections;
using System.Text;
using Analytics.Core.Summaries;

namespace Analytics.Pipeline.Runs.Reuse;

/// <summary>Reads what <see cref="GraphWriter"/> wrote; the bytes are known to be those.</summary>
/// <param name="input">The bytes.</param>
internal sealed class GraphReader(Stream input) : IDisposable
{
    private const int PageBytes = 1 << 20;
    private readonly BinaryReader _reader = new(input, Encoding.UTF8, leaveOpen: true);
    private readonly List<object> _met = [];
    private readonly List<Type> _types = [];

    /// <summary>Reads a value.</summary>
    public object? Read()
    {
        var tag = _reader.ReadByte();
        if (tag == GraphWriter.Null)
        {
            return null;
        }

        if (tag == GraphWriter.Again)
        {
            return _met[_reader.Read7BitEncodedInt()];
        }

        var type = ReadType();
        return type.IsValueType ? Value(type) : Reference(type);
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    private Type ReadType()
    {
        var number = _reader.Read7BitEncodedInt();
        if (number == _types.Count)
        {
            _types.Add(Type.GetType(_reader.ReadString(), throwOnError: true)!);
        }

        return _types[number];
    }

    private object Value(Type type)
    {
        if (GraphTypes.IsPlain(type))
        {
            var one = Array.CreateInstance(type, _reader.Read7BitEncodedInt());
            input.ReadExactly(GraphWriter.Bytes(one));
            return one.GetValue(0)!;
        }

        return Fill(GraphTypes.New(type), type);
    }

    private object Reference(Type type)
    {
        // its number is given before its content, which may hold it again
        var place = _met.Count;
        _met.Add(type);
        if (type == typeof(string))
        {
            return _met[place] = _reader.ReadString();
        }

        if (type.IsArray)
        {
            return Elements(type, place);
        }

        if (type == typeof(CustomerIds))
        {
            return _met[place] = Ids();
        }

        if (GraphTypes.ElementOf(type) is not null)
        {
            var list = (IList)(_met[place] = Activator.CreateInstance(type)!);
            for (var left = _reader.Read7BitEncodedInt(); left > 0; left--)
            {
                list.Add(Read());
            }

            return list;
        }

        if (GraphTypes.PairOf(type) is not null)
        {
            var pairs = (IDictionary)(_met[place] = Activator.CreateInstance(type)!);
            for (var left = _reader.Read7BitEncodedInt(); left > 0; left--)
            {
                var key = Read()!;
                pairs.Add(key, Read());
            }

            return pairs;
        }

        return GraphTypes.LateOf(type) is null
            ? Fill(_met[place] = GraphTypes.New(type), type)
            : _met[place] = Activator.CreateInstance(type, Read())!;
    }

    private object Fill(object value, Type type)
    {
        foreach (var field in GraphTypes.FieldsOf(type))
        {
            field.SetValue(value, Read());
        }

        return value;
    }

    private Array Elements(Type type, int place)
    {
        var element = type.GetElementType()!;
        var lengths = new int[type.GetArrayRank()];
        for (var d = 0; d < lengths.Length; d++)
        {
            lengths[d] = _reader.Read7BitEncodedInt();
        }

        var array = Array.CreateInstance(element, lengths);
        _met[place] = array;
        if (GraphTypes.IsPlain(element))
        {
            input.ReadExactly(GraphWriter.Bytes(array));
            return array;
        }

        var at = new int[lengths.Length];
        for (var i = 0; i < array.Length; i++)
        {
            array.SetValue(Read(), at);
            for (var d = at.Length - 1; d >= 0 && ++at[d] == lengths[d]; d--)
            {
                at[d] = 0;
            }
        }

        return array;
    }

    private CustomerIds Ids()
    {
        var places = new long[_reader.Read7BitEncodedInt()];
        var pages = new List<byte[]>();
        var used = PageBytes;
        for (var row = 0; row < places.Length; row++)
        {
            var length = _reader.Read7BitEncodedInt();
            if (used + length > PageBytes)
            {
                pages.Add(new byte[PageBytes]);
                used = 0;
            }

            input.ReadExactly(pages[^1].AsSpan(used, length));
            places[row] = CustomerIds.Place(pages.Count - 1, used, length);
            used += length;
        }

        return new CustomerIds([.. pages], places);
    }
}
