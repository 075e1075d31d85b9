using System.Text.Json;

namespace Analytics.Models.Training;

/// <summary>A trained function of a row: the raw score, on the scale of log odds, high for events. Needs nothing of ML.NET any more.</summary>
public interface IScoreFunction
{
    /// <summary>Columns of the rows it takes.</summary>
    int Columns { get; }

    /// <summary>Scores rows; a row's score does not depend on the rows beside it.</summary>
    /// <param name="rows">Row after row, <see cref="Columns"/> numbers each.</param>
    /// <param name="scores">One per row, overwritten.</param>
    void Score(ReadOnlySpan<float> rows, Span<double> scores);

    /// <summary>
    /// Adds what each column of one row did to its score. The shares and the score of nobody in particular add up to the row's score.
    /// </summary>
    /// <param name="row">One row.</param>
    /// <param name="shares">One per column, overwritten.</param>
    void Explain(ReadOnlySpan<float> row, Span<double> shares);

    /// <summary>Writes the function as one JSON object; <see cref="ScoreFunctions.Read"/> gives the same bits back.</summary>
    void Write(Utf8JsonWriter json);
}
