using Analytics.Pipeline.Settings;
using Analytics.Pipeline.Steps;

namespace Analytics.Cli.Commands;

/// <summary><c>crm convert</c>: any dialect in, plain RFC 4180 out.</summary>
internal sealed class ConvertCommand()
    : CrmCommand("convert", "the table as read, as plain RFC 4180 CSV")
{
    /// <inheritdoc/>
    public override string Inputs => "FILE";

    /// <inheritdoc/>
    public override bool NeedsInput => true;

    /// <inheritdoc/>
    public override IReadOnlyList<SettingSpec> Settings { get; } =
    [StoreOptions.Store, StoreOptions.ReadTable, .. ImportOptions.All];

    /// <inheritdoc/>
    public override IReadOnlyList<Example> Examples =>
        [
            new("convert export.txt --out clean.csv", "delimiter, quote and encoding are found"),
            new(
                "convert export.txt --delimiter ';' --encoding windows-1252 --rejects bad.csv",
                "said by hand; refused rows go to bad.csv"
            ),
            new(
                "convert --store shop --table campaigns --out campaigns.csv",
                "a table of a store as it came in"
            ),
        ];

    /// <inheritdoc/>
    public override int Run(CommandContext context)
    {
        ConvertStep.Run(
            ImportSettingsReader.Read(
                context.Inputs,
                context.Resolved,
                context.Settings,
                context.Progress
            ),
            context.Settings,
            context.Resolved.Choice(StoreOptions.ReadTable),
            context.Resolved.Text(ImportOptions.Rejects),
            context.Terminal.Output,
            context.Say,
            context.Stop
        );
        return ExitCode.Done;
    }
}
