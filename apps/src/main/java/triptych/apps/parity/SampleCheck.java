package triptych.apps.parity;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.Map;
import triptych.core.generate.GenerationSettings;

/** Kind {@code sample}: the probabilities from which the next token is drawn. */
final class SampleCheck implements Check {

    @Override
    public Attempt read(Fields fields) throws IOException {
        ProcessCheck.Question question = ProcessCheck.Question.of(fields);
        String logits = fields.text("logits");
        String probabilities = fields.text("probabilities");
        Tolerance tolerance = Tolerance.of(fields);
        return (subject, comparison) -> {
            GenerationSettings settings =
                    Options.over(subject.settings(), question.options()).override(Map.of("do_sample", true));
            try (NDManager manager = subject.newManager()) {
                Values given = subject.folder().values(logits, manager);
                Values want = subject.folder().values(probabilities, manager);
                Values got = Softmax.ofRows(question.process(subject, given, settings, manager));
                comparison.numbers("probabilities", want, got, tolerance);
            }
        };
    }
}
