namespace Analytics.Pipeline.Settings;

/// <summary>The settings of every command that reads delimited text.</summary>
public static class ImportOptions
{
    /// <summary>Columns named by hand.</summary>
    public static readonly SettingSpec Map = new(
        "map",
        "ROLE=COLUMN",
        "which column plays a role: customer, date, order, amount, quantity, unit_price, product, category, channel, campaign, currency, kind"
    )
    {
        IsList = true,
    };

    /// <summary>The expected header.</summary>
    public static readonly SettingSpec Columns = new(
        "columns",
        "A,B,C",
        "the header the file must have, or its column names where it has none"
    );

    /// <summary>Text encoding.</summary>
    public static readonly SettingSpec Encoding = new(
        "encoding",
        "NAME",
        "text encoding, for example utf-8, windows-1252, gb18030 (found)"
    );

    /// <summary>Field separator.</summary>
    public static readonly SettingSpec Delimiter = new(
        "delimiter",
        "CHAR",
        "field separator: a character, tab or blanks (found)"
    );

    /// <summary>Quote character.</summary>
    public static readonly SettingSpec Quote = new(
        "quote",
        "CHAR",
        "quote character, or none (found)"
    );

    /// <summary>Escape character.</summary>
    public static readonly SettingSpec Escape = new(
        "escape",
        "CHAR",
        "escape character, or none (a doubled quote)"
    );

    /// <summary>Header rows.</summary>
    public static readonly SettingSpec HeaderRows = new(
        "header-rows",
        "N",
        "rows of column names (found)"
    );

    /// <summary>Rows before the header.</summary>
    public static readonly SettingSpec PreambleRows = new(
        "preamble-rows",
        "N",
        "rows to skip before the header (found)"
    );

    /// <summary>Order of day, month and year.</summary>
    public static readonly SettingSpec DateFormat = new(
        "date-format",
        "FORMAT",
        "order and shape of dates, for example yyyy-MM-dd, d/M/yyyy, M/d/yyyy (found)"
    );

    /// <summary>Decimal mark.</summary>
    public static readonly SettingSpec Decimal = new(
        "decimal",
        "CHAR",
        "decimal mark: . or , (found)"
    );

    /// <summary>What becomes of returns.</summary>
    public static readonly SettingSpec Returns = new(
        "returns",
        "net|ignore|gross",
        "returns lower the net amount, are left out, or are only shown"
    )
    {
        Default = "net",
        Choices = ["net", "ignore", "gross"],
    };

    /// <summary>What becomes of rows without an amount.</summary>
    public static readonly SettingSpec ZeroAmount = new(
        "zero-amount",
        "count|ignore",
        "a row of amount 0 is a purchase, or is left out"
    )
    {
        Default = "count",
        Choices = ["count", "ignore"],
    };

    /// <summary>What becomes of rows without a customer.</summary>
    public static readonly SettingSpec MissingCustomer = new(
        "missing-customer",
        "exclude|reject",
        "rows without a customer are left out, or are rejects"
    )
    {
        Default = "exclude",
        Choices = ["exclude", "reject"],
    };

    /// <summary>What becomes of identical lines.</summary>
    public static readonly SettingSpec Duplicates = new(
        "duplicates",
        "keep|drop",
        "identical lines of one file are kept, or only the first of them"
    )
    {
        Default = "keep",
        Choices = ["keep", "drop"],
    };

    /// <summary>How many rejects are tolerated.</summary>
    public static readonly SettingSpec MaxRejects = new(
        "max-rejects",
        "N|P%",
        "refuse the input above this number or share of rejected rows"
    )
    {
        Default = "1%",
    };

    /// <summary>Where rejected rows go.</summary>
    public static readonly SettingSpec Rejects = new(
        "rejects",
        "FILE",
        "write rejected rows to this file"
    )
    {
        ChangesResult = false,
    };

    /// <summary>No reject is tolerated.</summary>
    public static readonly SettingSpec Strict = new("strict", "", "the first reject is an error");

    /// <summary>A named input of the config.</summary>
    public static readonly SettingSpec Source = new(
        "source",
        "NAME",
        "read this source of the config instead of named inputs"
    )
    {
        ChangesResult = false,
    };

    /// <summary>Those that matter when an export enters a store; the others are policies of the analysis.</summary>
    public static IReadOnlyList<SettingSpec> Loading =>
        All.Where(spec => spec != Returns && spec != ZeroAmount)
            .Select(spec =>
                spec == Map
                    ? spec with
                    {
                        Help = spec.Help + "; key and version for rows that later loads correct",
                    }
                    : spec
            )
            .ToList();

    /// <summary>How an input is read.</summary>
    public static readonly IReadOnlyList<SettingSpec> Reading =
    [
        Map,
        Columns,
        Encoding,
        Delimiter,
        Quote,
        Escape,
        HeaderRows,
        PreambleRows,
        DateFormat,
        Decimal,
        Returns,
        ZeroAmount,
        MissingCustomer,
        Duplicates,
        MaxRejects,
        Rejects,
        Strict,
    ];

    /// <summary>All of them, in the order of the help page.</summary>
    public static readonly IReadOnlyList<SettingSpec> All = [Source, .. Reading];
}
