using Analytics.Core.Numerics;
using Analytics.Models.Evaluation;
using Analytics.Models.Training;

namespace Analytics.Models.Churn;

/// <summary>Candidates trained on earlier windows and measured on later ones.</summary>
internal sealed class WindowRace(
    StackedWindows stack,
    FeatureMatrix features,
    ChurnOptions options,
    IReadOnlyList<ITrainer> candidates
)
{
    private readonly TrainingOptions _training = new() { Seed = options.Seed };
    private readonly Dictionary<(ITrainer, int[]), CalibratedModel> _learnt = [];

    /// <summary>Trains every candidate on training windows and measures it on the choosing window.</summary>
    public Contest Choose(int[] train, int[] choose)
    {
        var outcomes = Array.ConvertAll(choose, r => stack.Positive[r]);
        return Contest.Of([
            .. candidates.Select(candidate =>
            {
                var model = Learn(candidate, train);
                var probability = model.Score(features, choose);
                return new CandidateScore(
                    candidate,
                    model.Line,
                    LossKernel.LogLoss(new ScoredSample(probability, outcomes), []),
                    probability
                );
            }),
        ]);
    }

    /// <summary>Trains on rows; the calibration line comes from cross-validation in which a customer is never on both sides.</summary>
    public CalibratedModel Learn(ITrainer trainer, int[] rows)
    {
        if (!_learnt.TryGetValue((trainer, rows), out var model))
        {
            model = LearnAnew(trainer, rows);
            _learnt.Add((trainer, rows), model);
        }

        return model;
    }

    private CalibratedModel LearnAnew(ITrainer trainer, int[] rows)
    {
        if (!trainer.NeedsCalibration)
        {
            return new CalibratedModel(
                trainer.Name,
                trainer.Train(features, stack.Positive, rows, _training),
                CalibrationLine.Identity
            );
        }

        var used = CrossValidation.Some(rows);
        var parts = Array.ConvertAll(
            used,
            r =>
                (int)(
                    new Chance(options.Seed, stack.Customer[r]).Uniform()
                    * CrossValidation.DefaultParts
                )
        );
        var tried = CrossValidation.Try(trainer, features, stack.Positive, used, parts, _training);
        return CrossValidation.Train(tried, features, stack.Positive, rows, _training);
    }

    /// <summary>Measures a model on rows it has not seen.</summary>
    public BinaryEvaluation Judge(CalibratedModel model, int[] rows) =>
        BinaryEvaluation.Of(
            model.Score(features, rows),
            Array.ConvertAll(rows, r => stack.Positive[r]),
            options.Seed,
            options.Replicates,
            options.Threads
        );

    /// <summary>The same trainer on rows of all windows mixed: what a test would say that does not mind time.</summary>
    public BinaryEvaluation RandomSplit(ITrainer trainer)
    {
        var (train, test) = Folds.Split(stack.Positive, ContractualChurn.TestShare, options.Seed);
        return Judge(Learn(trainer, train), test);
    }

    /// <summary>Chooses a cut on the choosing window by the model that had not seen it, and judges it on the test window.</summary>
    public ProfitCurve Profit(
        CandidateScore chosen,
        CalibratedModel winner,
        int[] choose,
        int[] test
    )
    {
        var rule = ProfitRule.Choose(
            Rows(chosen.Probability, choose),
            options.Contact,
            options.Seed
        );
        return rule.Judge(Rows(winner.Score(features, test), test), options.Contact, options.Seed);
    }

    private ProfitRows Rows(double[] probability, int[] rows) =>
        new(
            probability,
            Array.ConvertAll(rows, r => options.Margin * stack.Value[r]),
            Array.ConvertAll(rows, r => stack.Positive[r])
        );
}
