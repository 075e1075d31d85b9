namespace Analytics.Cli.Commands;

/// <summary>The commands that work, in the order of the help page.</summary>
internal static class CommandCatalogue
{
    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<CrmCommand> All =
    [
        new RunCommand(),
        new InspectCommand(),
        new ConvertCommand(),
        new ImportCommand(),
        new VerifyCommand(),
        new RebuildCommand(),
        new RfmCommand(),
        new PyramidCommand(),
        new CohortsCommand(),
        new ClvCommand(),
        new ChurnCommand(),
        new CompareCommand(),
        new ReportCommand(),
        new DelinquencyCommand(),
        new SimulateCommand(),
        new DoctorCommand(),
        new CompletionsCommand(),
        new ConfigCommand(),
    ];
}
