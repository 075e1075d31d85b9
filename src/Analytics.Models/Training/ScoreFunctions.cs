using System.Text.Json;

namespace Analytics.Models.Training;

/// <summary>The kinds of functions a model file may hold.</summary>
public static class ScoreFunctions
{
    /// <summary>Reads what <see cref="IScoreFunction.Write"/> wrote.</summary>
    /// <exception cref="FormatException">Another type, or numbers that do not fit together.</exception>
    public static IScoreFunction Read(JsonElement json) =>
        json.GetProperty("type").GetString() switch
        {
            LinearScore.Type => LinearScore.Read(json),
            TreeEnsemble.Type => TreeEnsemble.Read(json),
            var other => throw new FormatException($"unknown function type '{other}'"),
        };
}
