using System.Text.Json;
using Analytics.Core.Faults;
using Analytics.Models.Delinquency;
using Analytics.Models.ModelFile;
using Analytics.Pipeline.Steps;
using Analytics.Reports.Writers;

namespace Analytics.Pipeline.Delinquency;

/// <summary>Names and tables of trained risk models.</summary>
public static class RiskFiles
{
    /// <summary>The scorecard's file.</summary>
    public const string Card = "models/delinquency-scorecard.json";

    /// <summary>The boosted trees' file.</summary>
    public const string Boosted = "models/delinquency-boosting.json";

    /// <summary>The chains' and transition models' file.</summary>
    public const string Transitions = "models/delinquency-transitions.json";

    /// <summary>Kind of the scorecard's file.</summary>
    public const string CardKind = "delinquency-scorecard";

    /// <summary>Kind of the boosted trees' file.</summary>
    public const string BoostedKind = "delinquency-boosting";

    /// <summary>Columns of <c>scorecard.csv</c>.</summary>
    public static IReadOnlyList<string> CardColumns { get; } =
    [
        "feature",
        "bin",
        "rows",
        "good",
        "bad",
        "bad_rate",
        "woe",
        "information_value",
        "weight",
        "points",
    ];

    /// <summary>Scorecard, boosting, tables and evaluation as files.</summary>
    /// <param name="models">The models.</param>
    /// <param name="subject">What one row of them is.</param>
    /// <param name="rawText">True to leave text as it is in tables.</param>
    /// <param name="more">Writes further properties of the evaluation.</param>
    public static IEnumerable<(string File, Action<Stream> Write)> Of(
        RiskModels models,
        string subject,
        bool rawText,
        Action<Utf8JsonWriter> more
    ) =>
        [
            (
                Card,
                file =>
                    ModelDocument.Write(
                        file,
                        CardKind,
                        json =>
                        {
                            json.WriteStartObject();
                            json.WriteString("subject", subject);
                            json.WritePropertyName("scorecard");
                            models.Card.Write(json);
                            json.WritePropertyName("learnt");
                            models.Learnt.Write(json);
                            json.WriteEndObject();
                        }
                    )
            ),
            (Boosted, file => ModelDocument.Write(file, BoostedKind, models.Boosted.Write)),
            (
                "scorecard.csv",
                file => TableCsvWriter.Write(CardColumns, CardRows(models.Card), file, rawText)
            ),
            (
                "scorecard.sql",
                file => file.Write(System.Text.Encoding.UTF8.GetBytes(models.Card.Sql("accounts")))
            ),
            ("delinquency_evaluation.json", file => models.WriteEvaluation(file, more)),
        ];

    /// <summary>Reads a model's content from a directory of <c>train</c>, or from the file itself.</summary>
    /// <exception cref="FileFault">No such file.</exception>
    /// <exception cref="ModelFault">It is no such model.</exception>
    public static T Read<T>(string directory, string name, string kind, Func<JsonElement, T> read)
    {
        var path = Path.Combine(directory, name);
        if (!File.Exists(path))
        {
            throw new FileFault(
                $"{path}: no such model; train one with crm delinquency train ... --out {directory}"
            );
        }

        return ModelDocument.Content(
            ModelDocument.Read(File.ReadAllBytes(path), path, kind),
            path,
            read
        );
    }

    /// <summary>Reads the chains and transition models of a directory of <c>train</c>.</summary>
    public static RollModels ReadTransitions(string directory) =>
        Read(directory, Transitions, RollModels.Kind, RollModels.Read);

    /// <summary>Reads everything that <c>train</c> wrote of rolls into a directory.</summary>
    internal static SavedRisk ReadRisk(string directory)
    {
        var (card, learnt) = Read(
            directory,
            Card,
            CardKind,
            json =>
                (
                    Scorecard.Read(json.GetProperty("scorecard")),
                    RiskRecord.Read(json.GetProperty("learnt"))
                )
        );
        return new SavedRisk(
            ReadTransitions(directory),
            card,
            Read(directory, Boosted, BoostedKind, BoostedScore.Read),
            learnt
        );
    }

    private static IEnumerable<IReadOnlyList<string?>> CardRows(Scorecard card)
    {
        // the intercept is shared out, so that the points of a row are the plain sum of its bins
        var n = Math.Max(1, card.Features.Count);
        var share = (Scorecard.Offset - (Scorecard.Factor * card.Intercept)) / n;
        for (var f = 0; f < card.Features.Count; f++)
        {
            var feature = card.Features[f];
            foreach (var bin in feature.Bins)
            {
                var rows = bin.Good + bin.Bad;
                yield return
                [
                    feature.Name,
                    bin.Label,
                    Cells.Of(rows),
                    Cells.Of(bin.Good),
                    Cells.Of(bin.Bad),
                    rows == 0 ? null : Cells.Of((double)bin.Bad / rows),
                    Cells.Of(bin.Woe),
                    Cells.Of(feature.InformationValue),
                    Cells.Of(card.Weights[f]),
                    Cells.Of(share - (Scorecard.Factor * card.Weights[f] * bin.Woe)),
                ];
            }
        }
    }
}
