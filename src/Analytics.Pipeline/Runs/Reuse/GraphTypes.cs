using System.Reflection;
using System.Runtime.CompilerServices;

namespace Analytics.Pipeline.Runs.Reuse;

/// <summary>Which types a kept result may hold, and their fields: plain data of this program, arrays, lists, dictionaries and numbers. Anything with a life of its own is refused.</summary>
internal static class GraphTypes
{
    private const string Own = "Analytics.";

    /// <summary>True for numbers, truths, characters and enumerations: their bytes are their value.</summary>
    public static bool IsPlain(Type type) =>
        type.IsPrimitive || type.IsEnum || type == typeof(Int128);

    /// <summary>The fields of a type and those above it, in an order that only the program's version changes.</summary>
    /// <exception cref="NotSupportedException">The type is none that a result may hold.</exception>
    public static IReadOnlyList<FieldInfo> FieldsOf(Type type)
    {
        Require(type);
        var fields = new List<FieldInfo>();
        for (var at = type; at is not null && at != typeof(object); at = at.BaseType)
        {
            fields.AddRange(
                at.GetFields(
                        BindingFlags.Instance
                            | BindingFlags.Public
                            | BindingFlags.NonPublic
                            | BindingFlags.DeclaredOnly
                    )
                    .OrderBy(f => f.MetadataToken)
            );
        }

        return fields;
    }

    /// <summary>An object of the type whose fields are still empty.</summary>
    /// <exception cref="NotSupportedException">The type is none that a result may hold.</exception>
    public static object New(Type type)
    {
        Require(type);
        return RuntimeHelpers.GetUninitializedObject(type);
    }

    /// <summary>The element of a list; null where the type is none.</summary>
    public static Type? ElementOf(Type type) => ArgumentsOf(type, typeof(List<>))?[0];

    /// <summary>Key and value of a dictionary; null where the type is none.</summary>
    public static Type[]? PairOf(Type type) =>
        ArgumentsOf(type, typeof(Dictionary<,>)) ?? ArgumentsOf(type, typeof(SortedDictionary<,>));

    /// <summary>What a type holds that is made at its first use; null where the type is none such.</summary>
    public static Type? LateOf(Type type) => ArgumentsOf(type, typeof(Lazy<>))?[0];

    /// <summary>The name under which a type is found again.</summary>
    public static string NameOf(Type type) => type.AssemblyQualifiedName!;

    private static Type[]? ArgumentsOf(Type type, Type open) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == open
            ? type.GetGenericArguments()
            : null;

    private static void Require(Type type)
    {
        var isOwn = type.Assembly.GetName().Name!.StartsWith(Own, StringComparison.Ordinal);
        var isTuple = type.IsValueType && type.Namespace == nameof(System);
        if ((!isOwn && !isTuple) || typeof(Delegate).IsAssignableFrom(type))
        {
            throw new NotSupportedException($"{type} is not data that a step may keep");
        }
    }
}
