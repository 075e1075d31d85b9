namespace Analytics.Crash.Tests;

/// <summary>
/// A disk that forgets what was not flushed: a file's bytes are safe once the file was flushed, a name once its directory was. Calls are
/// replayed on it, and at any moment it tells what a loss of power would leave.
/// </summary>
internal sealed class Disk
{
    private readonly Node _root = Node.Directory();

    /// <summary>A disk on which a tree is safe.</summary>
    public Disk(Tree tree)
    {
        foreach (var (path, bytes, link) in tree.Entries)
        {
            var node =
                link is not null ? new Node { Link = link }
                : bytes is null ? Node.Directory()
                : new Node { Bytes = bytes, Safe = bytes };
            Parent(path).Names![Leaf(path)] = node;
            Parent(path).SafeNames![Leaf(path)] = node;
        }
    }

    /// <summary>Replays a call.</summary>
    public void Apply(FileCall call)
    {
        switch (call.Kind)
        {
            case 'C':
                var names = Parent(call.Path).Names!;
                if (!names.TryGetValue(Leaf(call.Path), out var old))
                {
                    names[Leaf(call.Path)] = new Node { Bytes = [], Safe = [] };
                }
                else if (call.Offset == 1)
                {
                    old.Bytes = [];
                }

                break;
            case 'W':
                Find(call.Path).Write(call.Offset, call.Data);
                break;
            case 'T':
                var file = Find(call.Path);
                var cut = file.Bytes!;
                Array.Resize(ref cut, (int)call.Offset);
                file.Bytes = cut;
                break;
            case 'F':
                Find(call.Path).Flush();
                break;
            case 'M':
                Parent(call.Path).Names![Leaf(call.Path)] = Node.Directory();
                break;
            case 'S':
                Parent(call.Path).Names![Leaf(call.Path)] = new Node { Link = call.Other };
                break;
            case 'L':
                Parent(call.Other).Names![Leaf(call.Other)] = Find(call.Path);
                break;
            case 'U':
                Parent(call.Path).Names!.Remove(Leaf(call.Path));
                break;
            case 'R':
                var moved = Find(call.Path);
                Parent(call.Path).Names!.Remove(Leaf(call.Path));
                Parent(call.Other).Names![Leaf(call.Other)] = moved;
                break;
            case 'X':
                var (first, second) = (Find(call.Path), Find(call.Other));
                Parent(call.Path).Names![Leaf(call.Path)] = second;
                Parent(call.Other).Names![Leaf(call.Other)] = first;
                break;
            default:
                // a mode
                break;
        }
    }

    /// <summary>What a loss of power leaves now.</summary>
    /// <param name="keepsNames">
    /// True for a disk that writes names at once and bytes late (then an unflushed file is there and empty), false for one that forgets both.
    /// </param>
    public Tree AfterPowerLoss(bool keepsNames)
    {
        var tree = new Tree();
        Collect(tree, "", _root, keepsNames);
        return tree;
    }

    private static void Collect(Tree tree, string prefix, Node directory, bool keepsNames)
    {
        foreach (var (name, node) in keepsNames ? directory.Names! : directory.SafeNames!)
        {
            var path = prefix + name;
            if (node.Link is { } link)
            {
                tree.AddLink(path, link);
            }
            else if (node.Names is null)
            {
                tree.AddFile(path, node.Safe!);
            }
            else
            {
                tree.AddDirectory(path);
                Collect(tree, path + "/", node, keepsNames);
            }
        }
    }

    private Node Find(string path) =>
        path.Length == 0
            ? _root
            : path.Split('/').Aggregate(_root, (node, name) => node.Names![name]);

    private Node Parent(string path) =>
        path.Contains('/', StringComparison.Ordinal) ? Find(path[..path.LastIndexOf('/')]) : _root;

    private static string Leaf(string path) => path[(path.LastIndexOf('/') + 1)..];

    private sealed class Node
    {
        public byte[]? Bytes { get; set; }

        public byte[]? Safe { get; set; }

        public string? Link { get; init; }

        public Dictionary<string, Node>? Names { get; private init; }

        public Dictionary<string, Node>? SafeNames { get; private set; }

        public static Node Directory() =>
            new()
            {
                Names = new Dictionary<string, Node>(StringComparer.Ordinal),
                SafeNames = new Dictionary<string, Node>(StringComparer.Ordinal),
            };

        public void Write(long offset, byte[] data)
        {
            var bytes = new byte[Math.Max(Bytes!.Length, offset + data.Length)];
            Bytes.CopyTo(bytes, 0);
            data.CopyTo(bytes, offset);
            Bytes = bytes;
        }

        public void Flush()
        {
            if (Names is null)
            {
                Safe = Bytes;
            }
            else
            {
                SafeNames = new Dictionary<string, Node>(Names, StringComparer.Ordinal);
            }
        }
    }
}
