package triptych.apps.parity;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import triptych.core.generate.Generated;
import triptych.core.generate.GenerationSettings;
import triptych.core.generate.Generator;
import triptych.core.generate.Session;
import triptych.text.token.DecodeOptions;

/** Kind {@code generate}: the sequences that a model writes. */
final class GenerateCheck implements Check {

    private static final Set<String> INPUTS =
            Set.of("input_ids", "attention_mask", "decoder_input_ids", "pixel_values");

    /**
     * What sequences are written about.
     *
     * @param texts to continue, to translate, or prompts beside pictures
     * @param images files of pictures
     * @param inputs tensors by the reference's argument names
     */
    record Source(List<String> texts, List<String> images, Map<String, String> inputs) {}

    @SuppressWarnings("ArrayRecordComponent") // only read
    private record Answer(
            List<int[]> sequences,
            double @Nullable [] scores,
            @Nullable List<String> decoded) {}

    @Override
    public Attempt read(Fields fields) throws IOException {
        Source source = source(fields);
        JsonObject options = fields.object("options");
        Answer want = new Answer(
                fields.integerLists("sequences"),
                fields.has("scores") ? fields.numbers("scores") : null,
                fields.has("decoded") ? fields.texts("decoded") : null);
        Tolerance tolerance = Tolerance.of(fields);
        return (subject, comparison) -> {
            GenerationSettings settings = Options.over(subject.settings(), options);
            try (NDManager manager = subject.newManager()) {
                Prompt prompt = Prompt.of(source, subject, settings, manager);
                List<Generated> got = new ArrayList<>();
                try (Session session = subject.writer().session(prompt.inputs())) {
                    Generator.run(session, prompt.request(), settings).forEach(got::addAll);
                }
                compare(
                        want,
                        got,
                        new Endings(settings.special(), prompt.request().promptLength()),
                        comparison);
                compareScores(want, got, tolerance, comparison);
                compareTexts(want, got, subject, comparison);
            }
        };
    }

    private static Source source(Fields fields) throws IOException {
        List<String> images = new ArrayList<>();
        if (fields.has("image")) {
            images.add(fields.text("image"));
        }
        if (fields.has("images")) {
            images.addAll(fields.texts("images"));
        }
        return new Source(
                fields.has("texts") ? fields.texts("texts") : List.of(),
                images,
                fields.has("inputs") ? fields.names("inputs", INPUTS) : Map.of());
    }

    private static void compare(Answer want, List<Generated> got, Endings endings, Comparison comparison) {
        if (want.sequences.size() != got.size()) {
            comparison.fail(got.size() + " sequences, needed " + want.sequences.size());
            return;
        }
        for (int row = 0; row < got.size(); row++) {
            int[] wanted = endings.trimmed(want.sequences.get(row));
            comparison.tokens(
                    "sequence " + row, wanted, endings.trimmed(got.get(row).tokens()));
        }
    }

    private static void compareScores(Answer want, List<Generated> got, Tolerance tolerance, Comparison comparison) {
        if (want.scores == null) {
            return;
        }
        float[] scores = new float[got.size()];
        for (int row = 0; row < scores.length; row++) {
            Float score = got.get(row).score();
            if (score == null) {
                comparison.fail("there are no scores: they are those of beam search");
                return;
            }
            scores[row] = score;
        }
        Values wanted = new Values(new Shape(want.scores.length), false, want.scores);
        comparison.numbers("scores", wanted, Values.of(scores, scores.length), tolerance);
    }

    private static void compareTexts(Answer want, List<Generated> got, Subject subject, Comparison comparison)
            throws IOException {
        if (want.decoded == null) {
            return;
        }
        List<String> texts = new ArrayList<>();
        for (Generated sequence : got) {
            texts.add(subject.tokenizer().decode(sequence.tokens(), DecodeOptions.TEXT));
        }
        comparison.items("decoded", want.decoded, texts);
    }
}
