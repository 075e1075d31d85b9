using System.Text.Json;

namespace Analytics.Models.Training;

/// <summary>
/// A sum of regression trees in a portable form. Inner node: rows with value &lt;= threshold go to <c>Left</c>, the others to <c>Left + 1</c>. A leaf is its own
/// child, so that several rows can walk in step without asking who has arrived.
/// </summary>
public sealed class TreeEnsemble : IScoreFunction
{
    internal const string Type = "trees";
    private const int Block = 64;
    private const int Abreast = 8;
    private const int MostMeanRows = 20_000;
    private readonly Node[] _nodes;
    private readonly double[] _value;
    private readonly Tree[] _trees;
    private readonly double _bias;

    private TreeEnsemble(int columns, double bias, Node[] nodes, double[] value, Tree[] trees) =>
        (Columns, _bias, _nodes, _value, _trees) = (columns, bias, nodes, value, trees);

    /// <inheritdoc/>
    public int Columns { get; }

    /// <summary>Number of trees.</summary>
    public int Count => _trees.Length;

    /// <summary>Puts trees together.</summary>
    /// <param name="columns">Columns of the rows.</param>
    /// <param name="bias">Added to every score.</param>
    /// <param name="trees">At least one.</param>
    internal static TreeEnsemble Of(int columns, double bias, IReadOnlyList<TreeNodes> trees)
    {
        var total = trees.Sum(t => t.Value.Length);
        var nodes = new Node[total];
        var values = new double[total];
        var roots = new Tree[trees.Count];
        var first = 0;
        for (var t = 0; t < roots.Length; t++)
        {
            var (feature, threshold, left, value) = trees[t];
            for (var n = 0; n < value.Length; n++)
            {
                nodes[first + n] =
                    left[n] == n
                        ? new Node(float.PositiveInfinity, 0, first + n)
                        : new Node(threshold[n], feature[n], first + left[n]);
                values[first + n] = value[n];
            }

            roots[t] = new Tree(first, value.Length, Depth(left, 0));
            first += value.Length;
        }

        return new TreeEnsemble(columns, bias, nodes, values, roots);
    }

    /// <inheritdoc/>
    public void Score(ReadOnlySpan<float> rows, Span<double> scores)
    {
        for (var from = 0; from < scores.Length; from += Block)
        {
            var count = Math.Min(Block, scores.Length - from);
            var block = rows.Slice(from * Columns, count * Columns);
            var sums = scores.Slice(from, count);
            sums.Fill(_bias);
            foreach (var tree in _trees)
            {
                var i = 0;
                for (; i + Abreast <= count; i += Abreast)
                {
                    Walk(tree, block.Slice(i * Columns, Abreast * Columns), sums.Slice(i, Abreast));
                }

                for (; i < count; i++)
                {
                    sums[i] += _value[Leaf(tree, block.Slice(i * Columns, Columns))];
                }
            }
        }
    }

    /// <summary>
    /// Adds the change of the mean leaf value at each node on the way to the column that decided there (Saabas 2014); the mean of a node is
    /// weighted by the training rows that went through it.
    /// </summary>
    /// <inheritdoc/>
    public void Explain(ReadOnlySpan<float> row, Span<double> shares)
    {
        shares.Clear();
        foreach (var tree in _trees)
        {
            var node = tree.Root;
            while (_nodes[node].Left != node)
            {
                var at = _nodes[node];
                var next = at.Left + (row[at.Feature] <= at.Threshold ? 0 : 1);
                shares[at.Feature] += _value[next] - _value[node];
                node = next;
            }
        }
    }

    /// <summary>
    /// The same trees with the value of every inner node set to the mean of the leaves that rows below it reach, for <see cref="Explain"/>. Scores do not change.
    /// </summary>
    /// <param name="matrix">Rows the trees were trained on.</param>
    /// <param name="rows">Which of them; of very many, evenly spaced ones serve.</param>
    internal TreeEnsemble WithMeans(FeatureMatrix matrix, ReadOnlySpan<int> rows)
    {
        var sums = new double[_nodes.Length];
        var counts = new int[_nodes.Length];
        var stride = 1 + ((rows.Length - 1) / MostMeanRows);
        for (var i = 0; i < rows.Length; i += stride)
        {
            var values = matrix.Row(rows[i]);
            foreach (var tree in _trees)
            {
                var reached = _value[Leaf(tree, values)];
                for (var node = tree.Root; ; )
                {
                    sums[node] += reached;
                    counts[node]++;
                    var at = _nodes[node];
                    if (at.Left == node)
                    {
                        break;
                    }

                    node = at.Left + (values[at.Feature] <= at.Threshold ? 0 : 1);
                }
            }
        }

        var means = _value.ToArray();
        for (var n = means.Length - 1; n >= 0; n--)
        {
            var left = _nodes[n].Left;
            if (left != n)
            {
                means[n] =
                    counts[n] > 0 ? sums[n] / counts[n] : (means[left] + means[left + 1]) / 2;
            }
        }

        return new TreeEnsemble(Columns, _bias, _nodes, means, _trees);
    }

    /// <inheritdoc/>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", Type);
        json.WriteNumber("columns", Columns);
        json.WriteNumber("bias", _bias);
        json.WriteStartArray("trees");
        foreach (var tree in _trees)
        {
            var nodes = _nodes.AsSpan(tree.Root, tree.Nodes);
            var threshold = new float[nodes.Length];
            var (feature, left) = (new int[nodes.Length], new int[nodes.Length]);
            for (var n = 0; n < nodes.Length; n++)
            {
                left[n] = nodes[n].Left - tree.Root;
                feature[n] = nodes[n].Feature;
                threshold[n] = left[n] == n ? 0 : nodes[n].Threshold;
            }

            json.WriteStartObject();
            JsonNumbers.Write(json, "feature", feature);
            JsonNumbers.Write(json, "threshold", threshold);
            JsonNumbers.Write(json, "left", left);
            JsonNumbers.Write(json, "value", _value.AsSpan(tree.Root, tree.Nodes));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    internal static TreeEnsemble Read(JsonElement json)
    {
        var columns = json.GetProperty("columns").GetInt32();
        var trees = json.GetProperty("trees")
            .EnumerateArray()
            .Select(tree => new TreeNodes(
                JsonNumbers.Wholes(tree, "feature"),
                JsonNumbers.Floats(tree, "threshold"),
                JsonNumbers.Wholes(tree, "left"),
                JsonNumbers.Doubles(tree, "value")
            ))
            .ToList();
        if (trees.Count == 0 || trees.Exists(tree => !tree.IsSound(columns)))
        {
            throw new FormatException("a tree whose nodes do not fit together");
        }

        return Of(columns, json.GetProperty("bias").GetDouble(), trees);
    }

    private int Leaf(Tree tree, ReadOnlySpan<float> row)
    {
        var node = tree.Root;
        for (var at = _nodes[node]; at.Left != node; at = _nodes[node])
        {
            node = at.Left + (row[at.Feature] <= at.Threshold ? 0 : 1);
        }

        return node;
    }

    /// <summary>Eight rows down one tree in step: the waits for memory of one row are filled by the others.</summary>
    private void Walk(Tree tree, ReadOnlySpan<float> rows, Span<double> sums)
    {
        ref var nodes = ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(
            _nodes
        );
        ref var values = ref System.Runtime.InteropServices.MemoryMarshal.GetReference(rows);
        int a = tree.Root,
            b = a,
            c = a,
            d = a,
            e = a,
            f = a,
            g = a,
            h = a;
        var width = Columns;
        for (var level = tree.Depth; level > 0; level--)
        {
            a = Next(ref nodes, a, ref values, 0);
            b = Next(ref nodes, b, ref values, width);
            c = Next(ref nodes, c, ref values, 2 * width);
            d = Next(ref nodes, d, ref values, 3 * width);
            e = Next(ref nodes, e, ref values, 4 * width);
            f = Next(ref nodes, f, ref values, 5 * width);
            g = Next(ref nodes, g, ref values, 6 * width);
            h = Next(ref nodes, h, ref values, 7 * width);
        }

        sums[7] += _value[h];
        sums[6] += _value[g];
        sums[5] += _value[f];
        sums[4] += _value[e];
        sums[3] += _value[d];
        sums[2] += _value[c];
        sums[1] += _value[b];
        sums[0] += _value[a];
    }

    [System.Runtime.CompilerServices.MethodImpl(
        System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining
    )]
    private static int Next(ref Node nodes, int node, ref float rows, int offset)
    {
        ref var at = ref System.Runtime.CompilerServices.Unsafe.Add(ref nodes, node);
        var value = System.Runtime.CompilerServices.Unsafe.Add(ref rows, offset + at.Feature);
        return at.Left + (value <= at.Threshold ? 0 : 1);
    }

    private static int Depth(int[] left, int node) =>
        left[node] == node ? 0 : 1 + Math.Max(Depth(left, left[node]), Depth(left, left[node] + 1));

    private readonly record struct Node(float Threshold, int Feature, int Left);

    private readonly record struct Tree(int Root, int Nodes, int Depth);
}

/// <summary>One tree, columns of nodes, the root first; children stand side by side behind their parent.</summary>
/// <param name="Feature">Column that decides; 0 at leaves.</param>
/// <param name="Threshold">Values up to it go left.</param>
/// <param name="Left">Left child, the right one is next to it; a leaf is its own child.</param>
/// <param name="Value">Value of a leaf; mean of the leaves below an inner node.</param>
internal readonly record struct TreeNodes(
    int[] Feature,
    float[] Threshold,
    int[] Left,
    double[] Value
)
{
    /// <summary>True where every walk from the root ends at a leaf and stays inside the columns.</summary>
    /// <param name="columns">Columns of the rows.</param>
    public bool IsSound(int columns)
    {
        var nodes = Value.Length;
        if (
            nodes == 0
            || Feature.Length != nodes
            || Threshold.Length != nodes
            || Left.Length != nodes
        )
        {
            return false;
        }

        for (var n = 0; n < nodes; n++)
        {
            var isLeaf = Left[n] == n;
            if (
                Feature[n] < 0
                || Feature[n] >= columns
                || !double.IsFinite(Value[n])
                || !float.IsFinite(Threshold[n])
                || (!isLeaf && (Left[n] < n || Left[n] + 1 >= nodes))
            )
            {
                return false;
            }
        }

        return true;
    }
}
