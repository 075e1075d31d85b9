using System.Globalization;
using Analytics.Core.Faults;

namespace Analytics.Ledger.Import.Sniffing;

/// <summary>Gives roles to columns: what <c>--map</c> says, then names, then what the values look like. Each role carries its evidence.</summary>
internal static class RoleFinder
{
    // dirty rows lack a date now and then; a column that every tenth row lacks means something else
    private const double SparseShare = 0.1;

    private static readonly ColumnRole[] ByContent =
    [
        ColumnRole.Date,
        ColumnRole.Amount,
        ColumnRole.Customer,
    ];

    /// <summary>Gives the roles.</summary>
    /// <exception cref="UsageFault">A mapped role or column does not exist.</exception>
    /// <exception cref="DataFault">A mapped column stands twice in the header.</exception>
    public static void Assign(FileProfile profile, IReadOnlyDictionary<string, string> map)
    {
        foreach (var (name, column) in map)
        {
            var role =
                ColumnRoles.Of(name)
                ?? throw new UsageFault(
                    $"--map {name}={column}: no role is called {name}; roles are {string.Join(", ", ColumnRoles.All.Select(r => r.Name()))}"
                );
            var mapped = Resolve(profile, name, column);
            mapped.Role = role;
            mapped.Evidence = "mapped by the user";
        }

        foreach (var role in ColumnRoles.All)
        {
            if (profile.Column(role) is null && !IsNeedless(profile, role, map))
            {
                AssignByName(profile, role);
            }
        }

        foreach (var role in ByContent)
        {
            if (profile.Column(role) is null && !IsNeedless(profile, role, map))
            {
                AssignByContent(profile, role);
            }
        }

        UsePriceAsAmount(profile);
        if (!map.ContainsKey(ColumnRole.Amount.Name()))
        {
            OrderTotals.PassBy(profile);
        }
    }

    /// <summary>Ends with a fault where a needed role has no column.</summary>
    /// <exception cref="DataFault">Customer, date or money is missing, or named twice in the header.</exception>
    public static void Require(FileProfile profile)
    {
        foreach (var role in (ColumnRole[])[ColumnRole.Customer, ColumnRole.Date])
        {
            var column =
                profile.Column(role)
                ?? throw Missing(profile, role.Name(), $"--map {role.Name()}=COLUMN");
            RefuseDoubled(profile, column);
        }

        var hasProduct =
            profile.Column(ColumnRole.UnitPrice) is not null
            && profile.Column(ColumnRole.Quantity) is not null;
        if (profile.Column(ColumnRole.Amount) is null && !hasProduct)
        {
            throw Missing(
                profile,
                "amount",
                "--map amount=COLUMN, or --map quantity=COLUMN and --map unit_price=COLUMN"
            );
        }

        foreach (var column in profile.NumberColumns)
        {
            RefuseDoubled(profile, column);
        }
    }

    private static DataFault Missing(FileProfile profile, string role, string remedy) =>
        new(
            $"{profile.Name}: no column was found for the {role}; say which it is: {remedy}. Columns: "
                + (
                    profile.Columns.Count == 0
                        ? "none"
                        : string.Join(", ", profile.Columns.Select(c => c.Name))
                )
        );

    private static void RefuseDoubled(FileProfile profile, ColumnProfile column)
    {
        if (
            column.Evidence != "mapped by the user"
            && profile.Columns.Count(c => c.Name == column.Name) > 1
        )
        {
            throw new DataFault(
                $"{profile.Name}: the header names '{column.Name}' more than once; say which one is the {column.Role!.Value.Name()} by its number, for example --map {column.Role!.Value.Name()}={(column.Index + 1).ToString(CultureInfo.InvariantCulture)}"
            );
        }
    }

    private static ColumnProfile Resolve(FileProfile profile, string role, string column)
    {
        var named = profile.Columns.Where(c => c.Name == column).ToList();
        if (named.Count == 0)
        {
            named = profile
                .Columns.Where(c =>
                    string.Equals(c.Name.Trim(), column.Trim(), StringComparison.OrdinalIgnoreCase)
                )
                .ToList();
        }

        if (named.Count > 1)
        {
            throw new DataFault(
                $"{profile.Name}: the header names '{column}' more than once; give --map {role} the column's number"
            );
        }

        if (named.Count == 1)
        {
            return named[0];
        }

        if (
            int.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= 1
            && number <= profile.Columns.Count
        )
        {
            return profile.Columns[number - 1];
        }

        throw new UsageFault(
            $"--map {role}={column}: {profile.Name} has no such column; it has {string.Join(", ", profile.Columns.Select(c => c.Name))}"
        );
    }

    /// <summary>With quantity and unit price mapped by the user no amount is looked for, and the other way round.</summary>
    private static bool IsNeedless(
        FileProfile profile,
        ColumnRole role,
        IReadOnlyDictionary<string, string> map
    ) =>
        role switch
        {
            ColumnRole.Amount => map.ContainsKey("unit_price")
                && profile.Column(ColumnRole.Quantity) is not null,
            ColumnRole.UnitPrice => map.ContainsKey("amount"),
            ColumnRole.Kind or ColumnRole.Key or ColumnRole.Version => true,
            _ => false,
        };

    private static void AssignByName(FileProfile profile, ColumnRole role)
    {
        ColumnProfile? best = null;
        var bestRank = int.MaxValue;
        foreach (var column in profile.Columns.Where(c => c.Role is null))
        {
            if (RoleNames.Find(column.Name) is { } found && found.Role == role)
            {
                var rank =
                    found.Rank
                    + (Fits(column, role) ? 0 : 1000)
                    + (IsSparse(column, role) ? 500 : 0);
                if (rank < bestRank)
                {
                    (best, bestRank) = (column, rank);
                }
            }
        }

        best ??= role == ColumnRole.Order ? NumberedName(profile) : null;
        if (best is not null)
        {
            best.Role = role;
            best.Evidence = $"by name '{best.Name}'" + Content(best, role);
        }
    }

    /// <summary>True where another column of the role is better: one that only some rows fill, such as a day of payment beside that of the order.</summary>
    private static bool IsSparse(ColumnProfile column, ColumnRole role) =>
        role is ColumnRole.Date or ColumnRole.Amount && column.Empty > SparseShare * column.Values;

    /// <summary>The column <c>Name</c> of shops whose orders are called #1001, #1002 and so on.</summary>
    private static ColumnProfile? NumberedName(FileProfile profile) =>
        profile.Columns.FirstOrDefault(c =>
            c.Role is null
            && RoleNames.Normalise(c.Name) == "name"
            && c.Values > c.Empty
            && profile.Sample.All(row =>
                row[c.Index] is ""
                || (row[c.Index].StartsWith('#') && row[c.Index].Any(char.IsAsciiDigit))
            )
        );

    private static void AssignByContent(FileProfile profile, ColumnRole role)
    {
        var free = profile.Columns.Where(c => c.Role is null && c.Values > c.Empty).ToList();
        var fitting = role switch
        {
            ColumnRole.Date => free.Where(c => c.LooksLikeDate).ToList(),
            ColumnRole.Amount => Amounts(profile, free),
            _ => free.Where(c =>
                    !c.LooksLikeDate
                    && c.Numbers.Marked == 0
                    && c.Distinct < c.Values - c.Empty
                    && c.Distinct > 1
                )
                .ToList(),
        };
        if (fitting.Count == 1)
        {
            fitting[0].Role = role;
            fitting[0].Evidence = "by its values" + Content(fitting[0], role);
        }
    }

    private static List<ColumnProfile> Amounts(FileProfile profile, List<ColumnProfile> free)
    {
        if (
            profile.Column(ColumnRole.UnitPrice) is not null
            && profile.Column(ColumnRole.Quantity) is not null
        )
        {
            return [];
        }

        var numbers = free.Where(c => c.LooksLikeNumber && !c.LooksLikeDate).ToList();
        var withDecimals = numbers.Where(c => c.Numbers.Marked > 0).ToList();
        return withDecimals.Count > 0 ? withDecimals : numbers;
    }

    private static void UsePriceAsAmount(FileProfile profile)
    {
        if (
            profile.Column(ColumnRole.Amount) is null
            && profile.Column(ColumnRole.Quantity) is null
            && profile.Column(ColumnRole.UnitPrice) is { } price
        )
        {
            price.Role = ColumnRole.Amount;
            price.Evidence += "; taken as the row's amount, since no column holds a quantity";
        }
    }

    private static bool Fits(ColumnProfile column, ColumnRole role) =>
        role switch
        {
            ColumnRole.Date => column.LooksLikeDate,
            ColumnRole.Amount or ColumnRole.Quantity or ColumnRole.UnitPrice =>
                column.LooksLikeNumber,
            ColumnRole.Customer or ColumnRole.Order => !column.LooksLikeDate
                || column.Type == "integer",
            _ => true,
        };

    private static string Content(ColumnProfile column, ColumnRole role) =>
        role switch
        {
            ColumnRole.Date => "; " + column.Dates.Describe(),
            ColumnRole.Amount or ColumnRole.Quantity or ColumnRole.UnitPrice => "; "
                + column.Numbers.Describe(),
            ColumnRole.Customer or ColumnRole.Order => FormattableString.Invariant(
                $"; {column.Distinct} different in {column.Values - column.Empty} values"
            ),
            _ => "",
        };
}
