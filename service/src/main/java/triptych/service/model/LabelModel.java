package triptych.service.model;

import java.util.List;
import java.util.OptionalInt;
import triptych.apps.Classification;
import triptych.apps.Outcome;
import triptych.apps.Scoring;
import triptych.apps.SentimentAnalyzer;
import triptych.service.contract.Fields;
import triptych.service.contract.Json;
import triptych.service.contract.Task;
import triptych.service.contract.TextRequest;
import triptych.service.queue.ModelQueue;

/** Labels texts. */
public final class LabelModel implements TextModel {

    private final String name;
    private final SentimentAnalyzer analyzer;
    private final boolean cuts;
    private final ModelQueue<Scoring, String, Outcome<Classification>> queue;

    /** A label of a text. */
    private record Labelled(String label, double score) {}

    /**
     * Takes over an analyzer.
     *
     * @param cuts whether it cuts texts that are too long
     */
    LabelModel(String name, SentimentAnalyzer analyzer, boolean cuts, Serving serving) {
        this.name = name;
        this.analyzer = analyzer;
        this.cuts = cuts;
        queue = serving.queue(name, (scoring, texts, follower) -> analyzer.analyzeAll(texts, scoring));
    }

    @Override
    public Plan plan(Task task, TextRequest request) {
        Fields parameters = request.parameters();
        OptionalInt top = parameters.integer("top_k", 1);
        Scoring scoring = parameters
                .text("function_to_apply")
                .map(function -> scoring(parameters, function))
                .orElse(Scoring.AS_TRAINED);
        TextParameters.checkTruncation(parameters, "truncation", cuts);
        parameters.refuseUnread();
        return QueuedPlan.ofTexts(
                queue,
                scoring,
                request.inputs(),
                false,
                outcomes -> answer(outcomes, request.isList(), top.orElse(Integer.MAX_VALUE)));
    }

    private static Scoring scoring(Fields parameters, String function) {
        return switch (function) {
            case "softmax" -> Scoring.SOFTMAX;
            case "sigmoid" -> Scoring.SIGMOID;
            default ->
                throw parameters.wrong(
                        "function_to_apply", "must be softmax or sigmoid: scores are probabilities here");
        };
    }

    /** A list for each text even if there is one: the clients of Hugging Face want it so. */
    private static Answer answer(List<Outcome<Classification>> outcomes, boolean isList, int top) {
        List<List<Labelled>> answers = Outcomes.values(outcomes, "/inputs", isList).stream()
                .map(found -> found.scores().stream()
                        .limit(top)
                        .map(score -> new Labelled(score.label(), score.probability()))
                        .toList())
                .toList();
        return new Answer(Json.of(answers), answers.get(0).get(0).label(), null);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Task> tasks() {
        return List.of(Task.TEXT_CLASSIFICATION);
    }

    @Override
    public int waiting() {
        return queue.depth();
    }

    @Override
    public void warmUp() {
        WarmUp.run(plan(Task.TEXT_CLASSIFICATION, TextRequest.of("The sun is shining.")));
    }

    @Override
    public void close() {
        queue.close();
        analyzer.close();
    }
}
