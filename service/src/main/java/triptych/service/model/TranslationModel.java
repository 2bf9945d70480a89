package triptych.service.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import triptych.apps.Outcome;
import triptych.apps.TextTranslator;
import triptych.apps.Translation;
import triptych.apps.TranslationOptions;
import triptych.apps.TranslationOptions.Splitting;
import triptych.core.generate.GenerationSettings;
import triptych.service.contract.Fields;
import triptych.service.contract.Json;
import triptych.service.contract.Task;
import triptych.service.contract.TextRequest;
import triptych.service.queue.ModelQueue;

/** Translates. */
public final class TranslationModel implements TextModel {

    private final String name;
    private final TextTranslator translator;
    private final boolean cuts;
    private final GenerationRules rules;
    private final ModelQueue<TranslationOptions, String, Outcome<Translation>> queue;

    /** The answer about a text. */
    private record Translated(
            String translationText, @Nullable List<String> alternatives) {}

    /**
     * Takes over a translator.
     *
     * @param cuts whether it cuts texts that are too long
     */
    TranslationModel(String name, TextTranslator translator, boolean cuts, Serving serving) {
        this.name = name;
        this.translator = translator;
        this.cuts = cuts;
        rules = new GenerationRules(serving.limits());
        queue = serving.queue(name, (options, texts, follower) -> {
            GenerationSettings settings = options.settings();
            boolean followed = settings != null && GenerationRules.canBeFollowed(settings);
            return translator.translateAll(texts, options, followed ? follower : null);
        });
    }

    @Override
    public Plan plan(Task task, TextRequest request) {
        Fields parameters = request.parameters();
        String to = parameters.text("tgt_lang").orElse(null);
        String from = parameters.text("src_lang").orElse(null);
        TextParameters.checkTruncation(parameters, "truncation", cuts);
        TextParameters.only(parameters, "clean_up_tokenization_spaces", false);
        Splitting splitting = parameters
                .flag("split_sentences")
                .map(splits -> splits ? Splitting.SENTENCES : Splitting.NONE)
                .orElse(Splitting.AS_TRAINED);
        GenerationSettings own;
        try {
            own = translator.settings(from, to);
        } catch (IllegalArgumentException e) {
            throw parameters.wrong(to == null ? "src_lang" : "tgt_lang", String.valueOf(e.getMessage()));
        }
        TranslationOptions options = new TranslationOptions(to, from, splitting, rules.over(own, parameters));
        return QueuedPlan.ofTexts(
                queue, options, request.inputs(), false, outcomes -> answer(outcomes, request.isList()));
    }

    /** Whether it translates between these languages; null is any. */
    boolean knows(@Nullable String from, @Nullable String to) {
        try {
            translator.settings(from, to);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Answer answer(List<Outcome<Translation>> outcomes, boolean isList) {
        List<Translation> all = Outcomes.values(outcomes, "/inputs", isList);
        List<Translated> answers = all.stream()
                .map(one -> new Translated(one.text(), one.alternatives().isEmpty() ? null : one.alternatives()))
                .toList();
        Translation first = all.get(0);
        return new Answer(
                Json.of(answers),
                first.text(),
                first.pieces().size() == 1 ? first.pieces().get(0).target() : null);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Task> tasks() {
        return List.of(Task.TRANSLATION);
    }

    @Override
    public int waiting() {
        return queue.depth();
    }

    @Override
    public void warmUp() {
        WarmUp.run(plan(Task.TRANSLATION, TextRequest.of("Hello.")));
    }

    @Override
    public void close() {
        queue.close();
        translator.close();
    }
}
