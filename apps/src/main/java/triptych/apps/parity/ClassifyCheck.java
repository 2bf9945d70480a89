package triptych.apps.parity;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import triptych.text.token.EncodingOptions;
import triptych.text.token.Tokenizer;

/** Kind {@code classify}: the probability of each label of a text, a pair of texts, or a picture. */
final class ClassifyCheck implements Check {

    private record Question(
            @Nullable String text,
            @Nullable String pair,
            @Nullable String image) {}

    @Override
    public Attempt read(Fields fields) throws IOException {
        Question question =
                new Question(fields.optionalText("text"), fields.optionalText("pair"), fields.optionalText("image"));
        Map<String, Double> want = fields.namedNumbers("labels");
        Tolerance tolerance = Tolerance.of(fields);
        if ((question.text == null) == (question.image == null)) {
            throw fields.wrong("text", "given, or else 'image'");
        }
        return (subject, comparison) -> compare(want, probabilities(question, subject), tolerance, comparison);
    }

    private static Map<String, Double> probabilities(Question question, Subject subject) throws IOException {
        try (NDManager manager = subject.newManager()) {
            Map<String, NDArray> inputs = question.image != null
                    ? Map.of("pixel_values", subject.pixels(List.of(question.image), manager))
                    : inputs(question, subject.tokenizer(), manager);
            NDArray logits = subject.model()
                    .forward(manager, inputs, Map.of(), Set.of("logits"))
                    .get("logits");
            Values scores = Values.of(Objects.requireNonNull(logits));
            double[] probabilities = scores.numbers().length == 1
                    ? new double[] {1 / (1 + Math.exp(-scores.numbers()[0]))}
                    : Softmax.ofRows(scores).numbers();
            return named(probabilities, subject.config().labels("id2label"));
        }
    }

    private static Map<String, NDArray> inputs(Question question, Tokenizer tokenizer, NDManager manager) {
        String text = question.text == null ? "" : question.text;
        return Batch.inputs(
                tokenizer.pad(List.of(tokenizer.encode(text, question.pair, EncodingOptions.DEFAULT))), manager);
    }

    private static Map<String, Double> named(double[] probabilities, Map<Integer, String> labels) {
        Map<String, Double> named = new LinkedHashMap<>();
        for (int i = 0; i < probabilities.length; i++) {
            named.put(labels.getOrDefault(i, "LABEL_" + i), probabilities[i]);
        }
        return named;
    }

    private static void compare(
            Map<String, Double> want, Map<String, Double> got, Tolerance tolerance, Comparison comparison) {
        if (!want.keySet().equals(got.keySet())) {
            comparison.fail("labels are " + got.keySet() + ", needed " + want.keySet());
            return;
        }
        for (Map.Entry<String, Double> label : want.entrySet()) {
            Values wanted = new Values(new Shape(), false, new double[] {label.getValue()});
            Values found =
                    new Values(wanted.shape(), false, new double[] {got.getOrDefault(label.getKey(), Double.NaN)});
            comparison.numbers(label.getKey(), wanted, found, tolerance);
        }
    }
}
