using Analytics.Core.Faults;
using Analytics.Models.Churn;
using Analytics.Pipeline.Output;

namespace Analytics.Pipeline.Steps.Churn;

/// <summary>Model and evaluation on disk.</summary>
internal static class ChurnFiles
{
    /// <summary>The model's place in a directory.</summary>
    public const string Model = "models/churn.json";

    /// <summary>The evaluation's place in a directory.</summary>
    public const string Evaluation = "churn_evaluation.json";

    /// <summary>Writes both into a directory that is open.</summary>
    public static void Write(RunDirectory directory, ChurnResult result)
    {
        using (var file = directory.Create(Model))
        {
            result.Model.Write(file);
        }

        using (var file = directory.Create(Evaluation))
        {
            ChurnEvidenceJson.Write(file, result.Evidence);
        }
    }

    /// <summary>Reads a model.</summary>
    /// <param name="path">The file, or the directory that <c>churn train</c> wrote.</param>
    /// <exception cref="FileFault">No such file, or it may not be read.</exception>
    /// <exception cref="ModelFault">Not a model of ours, changed, or older.</exception>
    public static ChurnModel Read(string path)
    {
        var file = Directory.Exists(path) ? Path.Combine(path, Model) : path;
        if (!File.Exists(file))
        {
            throw new FileFault(
                $"{file}: no such file; name the model with --model, for example --model out/models/churn.json"
            );
        }

        try
        {
            return ChurnModel.Read(File.ReadAllBytes(file), file);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new FileFault($"{file}: no permission to read", e);
        }
    }
}
