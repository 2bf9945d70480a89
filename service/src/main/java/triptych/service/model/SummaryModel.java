package triptych.service.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import triptych.apps.GeneratedText;
import triptych.apps.Outcome;
import triptych.apps.TextSummarizer;
import triptych.core.generate.GenerationSettings;
import triptych.service.contract.Fields;
import triptych.service.contract.Json;
import triptych.service.contract.Task;
import triptych.service.contract.TextRequest;
import triptych.service.queue.ModelQueue;

/** Writes summaries in words of its own. */
public final class SummaryModel implements TextModel {

    private final String name;
    private final TextSummarizer summarizer;
    private final boolean cuts;
    private final GenerationRules rules;
    private final ModelQueue<GenerationSettings, String, Outcome<GeneratedText>> queue;

    /** The answer about a text. */
    private record Summary(String summaryText, @Nullable List<String> alternatives) {

        static Summary of(GeneratedText text) {
            List<String> others =
                    text.alternatives().stream().map(GeneratedText::text).toList();
            return new Summary(text.text(), others.isEmpty() ? null : others);
        }
    }

    /**
     * Takes over a summarizer.
     *
     * @param cuts whether it cuts texts that are too long
     */
    SummaryModel(String name, TextSummarizer summarizer, boolean cuts, Serving serving) {
        this.name = name;
        this.summarizer = summarizer;
        this.cuts = cuts;
        rules = new GenerationRules(serving.limits());
        queue = serving.queue(
                name,
                (settings, texts, follower) -> summarizer.summarizeAll(
                        texts, settings, GenerationRules.canBeFollowed(settings) ? follower : null));
    }

    @Override
    public Plan plan(Task task, TextRequest request) {
        Fields parameters = request.parameters();
        TextParameters.checkTruncation(parameters, "truncation", cuts);
        TextParameters.only(parameters, "clean_up_tokenization_spaces", false);
        GenerationSettings settings = rules.over(summarizer.settings(), parameters);
        return QueuedPlan.ofTexts(
                queue,
                settings,
                request.inputs(),
                GenerationRules.canBeTold(settings),
                outcomes -> answer(outcomes, request.isList()));
    }

    private static Answer answer(List<Outcome<GeneratedText>> outcomes, boolean isList) {
        List<GeneratedText> all = Outcomes.values(outcomes, "/inputs", isList);
        return new Answer(
                Json.of(all.stream().map(Summary::of).toList()), all.get(0).text(), all.get(0));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Task> tasks() {
        return List.of(Task.SUMMARIZATION);
    }

    @Override
    public int waiting() {
        return queue.depth();
    }

    @Override
    public void warmUp() {
        WarmUp.run(plan(Task.SUMMARIZATION, TextRequest.of("The sun is shining.")));
    }

    @Override
    public void close() {
        queue.close();
        summarizer.close();
    }
}
