package triptych.service.model;

import com.google.gson.JsonArray;
import java.util.List;
import org.jspecify.annotations.Nullable;
import triptych.apps.GeneratedText;
import triptych.apps.Outcome;
import triptych.apps.TextGenerator;
import triptych.core.generate.GenerationSettings;
import triptych.service.contract.Fields;
import triptych.service.contract.Json;
import triptych.service.contract.Task;
import triptych.service.contract.TextRequest;
import triptych.service.queue.ModelQueue;

/** Continues texts. */
public final class WriterModel implements TextModel {

    private final String name;
    private final TextGenerator generator;
    private final GenerationRules rules;
    private final ModelQueue<GenerationSettings, String, Outcome<GeneratedText>> queue;

    /** The answer about a text. */
    private record Written(String generatedText, @Nullable Details details) {}

    /** Takes over a generator. */
    WriterModel(String name, TextGenerator generator, Serving serving) {
        this.name = name;
        this.generator = generator;
        rules = new GenerationRules(serving.limits());
        queue = serving.queue(
                name,
                (settings, texts, follower) -> generator.generateAll(
                        texts, settings, GenerationRules.canBeFollowed(settings) ? follower : null));
    }

    @Override
    public Plan plan(Task task, TextRequest request) {
        Fields parameters = request.parameters();
        boolean full = parameters.flag("return_full_text").orElse(false);
        boolean details = parameters.flag("details").orElse(false);
        refuseUnlessIdle(parameters);
        GenerationSettings settings = rules.over(generator.settings(), parameters);
        if (request.stream() && settings.numReturnSequences() > 1) {
            throw parameters.wrong("num_return_sequences", "must be 1 for a stream");
        }
        return QueuedPlan.ofTexts(
                queue,
                settings,
                request.inputs(),
                GenerationRules.canBeTold(settings),
                outcomes -> answer(outcomes, request, full, details));
    }

    /** What Text Generation Inference's clients may send though nobody asked for it. */
    private static void refuseUnlessIdle(Fields parameters) {
        TextParameters.only(parameters, "decoder_input_details", false);
        TextParameters.only(parameters, "watermark", false);
        if (parameters
                .element("stop")
                .filter(stop -> !stop.equals(new JsonArray()))
                .isPresent()) {
            throw parameters.wrong("stop", "is not implemented");
        }
        if (parameters.integer("best_of", 1).orElse(1) != 1) {
            throw parameters.wrong("best_of", "must be 1: nothing else is implemented");
        }
    }

    private static Answer answer(
            List<Outcome<GeneratedText>> outcomes, TextRequest request, boolean full, boolean details) {
        List<GeneratedText> all = Outcomes.values(outcomes, "/inputs", request.isList());
        JsonArray answers = new JsonArray();
        for (int i = 0; i < all.size(); i++) {
            String before = full ? request.inputs().get(i) : "";
            answers.add(Json.of(written(before, all.get(i), details)));
            // As the reference: a text for each sequence, one after the other.
            all.get(i).alternatives().forEach(other -> answers.add(Json.of(written(before, other, details))));
        }
        String before = full ? request.inputs().get(0) : "";
        return new Answer(answers, before + all.get(0).text(), all.get(0));
    }

    private static Written written(String before, GeneratedText text, boolean details) {
        return new Written(before + text.text(), details ? Details.of(text) : null);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Task> tasks() {
        return List.of(Task.TEXT_GENERATION);
    }

    @Override
    public int waiting() {
        return queue.depth();
    }

    @Override
    public void warmUp() {
        WarmUp.run(plan(Task.TEXT_GENERATION, TextRequest.of("The sun")));
    }

    @Override
    public void close() {
        queue.close();
        generator.close();
    }
}
