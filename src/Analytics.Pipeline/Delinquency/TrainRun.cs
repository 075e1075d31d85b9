using Analytics.Core.Faults;
using Analytics.Ledger.Receivables;
using Analytics.Models.Delinquency;

namespace Analytics.Pipeline.Delinquency;

/// <summary><c>delinquency train</c>: risk models with their proof.</summary>
public static class TrainRun
{
    /// <summary>Reads, learns, judges and writes; parameters as for <see cref="StatesRun.Run"/>.</summary>
    /// <param name="request">What is read.</param>
    /// <param name="train">What is learnt.</param>
    /// <param name="stop">Ends the work.</param>
    public static void Run(DelinquencyRequest request, TrainRequest train, CancellationToken stop)
    {
        if (request.Shared.Out is not { Kind: Output.OutputKind.Directory })
        {
            throw new UsageFault(
                "--out DIR is needed: models, scorecard, tables and the evaluation are written there"
            );
        }

        using var output = DelinquencyOutput.Open(request, Stream.Null, stdoutIsTerminal: false);
        if (train.Label is not null)
        {
            var table = TextTable.Read(request.Reading.Import, stop);
            Finish(
                request,
                output,
                LabelCase.Of(table, train.Label, train.Exclude, request.Shared.Seed),
                "rows",
                null
            );
            return;
        }

        var data = Receivables.Read(request, stop);
        if (train.IsLate)
        {
            Finish(request, output, InvoiceCase.Of(data, train.TestFrom, stop), "invoices", data);
            return;
        }

        RollTraining.Run(request, train, data, output, stop);
    }

    /// <summary>How good scorecard and boosting are, in sentences.</summary>
    internal static IEnumerable<string> Words(RiskModels models) =>
        new[] { ("scorecard", models.CardProof), ("boosting", models.BoostedProof) }.Select(m =>
            FormattableString.Invariant(
                $"{m.Item1}: AUC {m.Item2.Auc.Value:0.000} ({m.Item2.Auc.Low:0.000}-{m.Item2.Auc.High:0.000}), Gini {m.Item2.Gini:0.000}, KS {m.Item2.Ks.Value:0.000} on {m.Item2.Rows} rows not learnt from, {m.Item2.Positives} of them events"
            )
        );

    private static void Finish(
        DelinquencyRequest request,
        DelinquencyOutput output,
        LearningCase learning,
        string subject,
        Receivables? data
    )
    {
        var models = RiskModels.Train(
            learning,
            request.Shared.Seed,
            request.Shared.Threads,
            request.Say
        );
        foreach (var words in Words(models))
        {
            request.Say(words);
        }

        if (output.IsDirectory)
        {
            output.Write(RiskFiles.Of(models, subject, request.RawText, _ => { }));
            output.Publish(data?.Report);
        }
    }
}
