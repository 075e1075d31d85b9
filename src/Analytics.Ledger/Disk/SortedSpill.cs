using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Analytics.Ledger.Disk;

/// <summary>
/// Many small values put in order, in memory that does not grow with them: they come in runs that are sorted, what exceeds some megabytes waits
/// on disk, and reading merges the runs. Equal values come in any order: where that matters, let them differ.
/// </summary>
/// <typeparam name="T">The values.</typeparam>
public sealed class SortedSpill<T> : IDisposable
    where T : unmanaged
{
    private const int MostBuffered = 1 << 23;
    private const int LeastRead = 1 << 12;
    private readonly IComparer<T> _order;
    private readonly int _mostInMemory;
    private readonly List<(int At, int Count)> _held = [];
    private readonly List<(long At, int Count)> _written = [];
    private T[] _buffer = [];
    private int _filled;
    private FileStream? _file;

    /// <summary>Nothing yet.</summary>
    /// <param name="order">The order of the values.</param>
    /// <param name="mostInMemory">Bytes that are kept in memory.</param>
    public SortedSpill(IComparer<T> order, int mostInMemory = 1 << 24) =>
        (_order, _mostInMemory) = (order, mostInMemory / Unsafe.SizeOf<T>());

    /// <summary>Number of values.</summary>
    public long Count { get; private set; }

    /// <summary>Adds a run, which is in order already.</summary>
    /// <exception cref="IOException">The disk is full.</exception>
    public void Add(ReadOnlySpan<T> sorted)
    {
        if (sorted.IsEmpty)
        {
            return;
        }

        Count += sorted.Length;
        if (_filled + sorted.Length > _mostInMemory)
        {
            foreach (var (at, count) in _held)
            {
                Write(_buffer.AsSpan(at, count));
            }

            _held.Clear();
            _filled = 0;
        }

        if (sorted.Length > _mostInMemory)
        {
            Write(sorted);
            return;
        }

        if (_filled + sorted.Length > _buffer.Length)
        {
            var room = Math.Max(_filled + sorted.Length, 2 * _buffer.Length);
            Array.Resize(ref _buffer, Math.Min(room, _mostInMemory));
        }

        sorted.CopyTo(_buffer.AsSpan(_filled));
        _held.Add((_filled, sorted.Length));
        _filled += sorted.Length;
    }

    /// <summary>All values in order; may be read again, but nothing may be added meanwhile.</summary>
    public IEnumerable<T> Read()
    {
        _file?.Flush();
        var room = Math.Max(LeastRead, MostBuffered / Math.Max(1, _written.Count));
        var runs = _written
            .Select(w => new Run(_file!.SafeFileHandle, w.At, w.Count, room))
            .Concat(_held.Select(h => new Run(_buffer, h.At, h.Count)))
            .ToList();
        var heads = new PriorityQueue<Run, T>(runs.Select(r => (r, r.Next())), _order);
        while (heads.TryPeek(out var run, out var value))
        {
            yield return value;
            if (run.HasMore)
            {
                heads.DequeueEnqueue(run, run.Next());
            }
            else
            {
                heads.Dequeue();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    private void Write(ReadOnlySpan<T> run)
    {
        _file ??= Scratch.Open();
        _written.Add((_file.Position, run.Length));
        _file.Write(MemoryMarshal.AsBytes(run));
    }

    // one run, read a buffer at a time
    private sealed class Run
    {
        private readonly SafeFileHandle? _file;
        private readonly T[] _buffer;
        private long _offset;
        private int _unread;
        private int _at;
        private int _filled;

        public Run(T[] values, int from, int count) =>
            (_buffer, _at, _filled) = (values, from, from + count);

        public Run(SafeFileHandle file, long offset, int count, int room)
        {
            (_file, _offset, _unread) = (file, offset, count);
            _buffer = new T[Math.Min(count, Math.Max(1, room / Unsafe.SizeOf<T>()))];
        }

        public bool HasMore => _at < _filled || _unread > 0;

        public T Next()
        {
            if (_at == _filled)
            {
                Fill();
            }

            return _buffer[_at++];
        }

        private void Fill()
        {
            (_at, _filled) = (0, Math.Min(_unread, _buffer.Length));
            _unread -= _filled;
            var bytes = MemoryMarshal.AsBytes(_buffer.AsSpan(0, _filled));
            while (bytes.Length > 0)
            {
                var read = RandomAccess.Read(_file!, bytes, _offset);
                if (read == 0)
                {
                    throw new EndOfStreamException("a scratch file is shorter than was written");
                }

                bytes = bytes[read..];
                _offset += read;
            }
        }
    }
}
