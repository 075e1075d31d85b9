using System.Globalization;
using Analytics.Core.Faults;

namespace Analytics.Pipeline.Settings;

/// <summary>Settings after defaults, config, environment and options have been laid over each other, later ones winning.</summary>
public sealed class ResolvedSettings
{
    private const double MostSeconds = 30 * 86_400;
    private static readonly Dictionary<string, double> DurationUnits = new(StringComparer.Ordinal)
    {
        ["s"] = 1,
        ["m"] = 60,
        ["h"] = 3_600,
        ["d"] = 86_400,
    };
    private static readonly Dictionary<string, double> SizeUnits = new(
        StringComparer.OrdinalIgnoreCase
    )
    {
        ["MB"] = 1e6,
        ["M"] = 1e6,
        ["GB"] = 1e9,
        ["G"] = 1e9,
        ["TB"] = 1e12,
        ["MiB"] = 1 << 20,
        ["GiB"] = 1 << 30,
    };
    private readonly Dictionary<string, SettingValue> _values;

    private ResolvedSettings(Dictionary<string, SettingValue> values) => _values = values;

    /// <summary>Lays the layers over each other, each mapping a setting's name to what it was set to.</summary>
    /// <param name="specs">The settings that are asked for.</param>
    /// <param name="layers">Weakest first.</param>
    public static ResolvedSettings From(
        IEnumerable<SettingSpec> specs,
        params IReadOnlyDictionary<string, SettingValue>[] layers
    )
    {
        var values = new Dictionary<string, SettingValue>(StringComparer.Ordinal);
        foreach (var spec in specs)
        {
            var value = new SettingValue(spec.Default is null ? [] : [spec.Default], "default");
            foreach (var layer in layers)
            {
                value = layer.GetValueOrDefault(spec.Name, value);
            }

            values[spec.Name] = value;
        }

        return new ResolvedSettings(values);
    }

    /// <summary>True where the command takes the setting.</summary>
    public bool Takes(SettingSpec spec) => _values.ContainsKey(spec.Name);

    /// <summary>The value as given and its origin.</summary>
    public SettingValue Value(SettingSpec spec) => _values[spec.Name];

    /// <summary>The text, or null where it is not set.</summary>
    public string? Text(SettingSpec spec) => Value(spec).Text;

    /// <summary>The texts of a list.</summary>
    public IReadOnlyList<string> List(SettingSpec spec) => Value(spec).Texts;

    /// <summary>One of <see cref="SettingSpec.Choices"/>, or null where it is not set.</summary>
    /// <exception cref="UsageFault">Another word; the fault names the nearest.</exception>
    public string? Choice(SettingSpec spec)
    {
        var text = Text(spec);
        if (text is null || spec.Choices.Contains(text, StringComparer.Ordinal))
        {
            return text;
        }

        var nearest = NearestWord.Find(text, spec.Choices);
        throw Refused(
            spec,
            $"is none of {string.Join(", ", spec.Choices)}"
                + (nearest is null ? "" : $"; did you mean {nearest}?")
        );
    }

    /// <summary>True where the flag is set.</summary>
    /// <exception cref="UsageFault">Neither true nor false.</exception>
    public bool Flag(SettingSpec spec) =>
        Text(spec) switch
        {
            null or "false" => false,
            "true" => true,
            _ => throw Refused(spec, "is neither true nor false"),
        };

    /// <summary>A whole number within bounds, or null where it is not set.</summary>
    /// <exception cref="UsageFault">Not a whole number, or out of bounds.</exception>
    public long? Whole(SettingSpec spec, long least, long most)
    {
        var text = Text(spec);
        if (text is null)
        {
            return null;
        }

        return
            long.TryParse(
                text,
                NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture,
                out var value
            )
            && value >= least
            && value <= most
            ? value
            : throw Refused(
                spec,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"is not a whole number from {least} to {most}"
                )
            );
    }

    /// <summary>A share from 0 to <paramref name="most"/>, or 0 where it is not set.</summary>
    /// <exception cref="UsageFault">Not such a number.</exception>
    public double Share(SettingSpec spec, double most) =>
        double.TryParse(
            Text(spec) ?? "0",
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var value
        )
        && value <= most
            ? value
            : throw Refused(
                spec,
                string.Create(CultureInfo.InvariantCulture, $"is not a number from 0 to {most}")
            );

    /// <summary>A date written yyyy-MM-dd, or null where it is not set.</summary>
    /// <exception cref="UsageFault">Not such a date.</exception>
    public DateOnly? Date(SettingSpec spec)
    {
        var text = Text(spec);
        if (text is null)
        {
            return null;
        }

        return DateOnly.TryParseExact(
            text,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var value
        )
            ? value
            : throw Refused(spec, "is not a date; write for example 2024-12-31");
    }

    /// <summary>A length of time with its unit, for example <c>90s</c>, <c>15m</c>, <c>2h</c>, <c>1d</c>; null where it is not set.</summary>
    /// <exception cref="UsageFault">Not such a length, or nothing at all.</exception>
    public TimeSpan? Duration(SettingSpec spec) =>
        Text(spec) is not { } text ? null
        : Quantity(text, DurationUnits) is { } seconds && seconds > 0 && seconds <= MostSeconds
            ? TimeSpan.FromSeconds(seconds)
        : throw Refused(spec, "is no length of time; write for example 90s, 15m, 2h or 1d");

    /// <summary>A number of bytes with its unit, for example <c>800MB</c> or <c>4GB</c>; null where it is not set.</summary>
    /// <param name="spec">The setting.</param>
    /// <param name="least">The least number of bytes that makes sense.</param>
    /// <exception cref="UsageFault">Not such a size, or less than the least.</exception>
    public long? Bytes(SettingSpec spec, long least) =>
        Text(spec) is not { } text ? null
        : Quantity(text, SizeUnits) is not { } bytes || bytes >= long.MaxValue
            ? throw Refused(spec, "is no size; write for example 800MB, 4GB or 2GiB")
        : bytes >= least ? (long)bytes
        : throw Refused(
            spec,
            string.Create(
                CultureInfo.InvariantCulture,
                $"is too little: at least {least / 1_000_000}MB are needed"
            )
        );

    private static double? Quantity(string text, Dictionary<string, double> units)
    {
        var digits = text.AsSpan().TrimEnd("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ ");
        return
            double.TryParse(
                digits,
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var number
            ) && units.TryGetValue(text[digits.Length..].Trim(), out var unit)
            ? number * unit
            : null;
    }

    /// <summary>A fault that names the setting, where it was set and what is wrong with it.</summary>
    public UsageFault Refused(SettingSpec spec, string complaint)
    {
        var value = Value(spec);
        var place =
            value.Origin == SettingValue.OptionOrigin(spec)
                ? spec.Option
                : $"{spec.Name} ({value.Origin})";
        return new UsageFault($"{place} '{value.Text}' {complaint}");
    }
}
