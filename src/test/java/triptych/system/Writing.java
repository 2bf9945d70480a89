package triptych.system;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import triptych.core.generate.Generated;
import triptych.core.generate.GenerationSettings;
import triptych.core.generate.Generator;
import triptych.core.generate.Request;
import triptych.core.generate.Session;
import triptych.core.generate.TokenListener;
import triptych.core.model.Devices;
import triptych.core.model.PublishedModel;
import triptych.core.model.Writer;
import triptych.text.model.PublishedLanguageModel;

/**
 * What a model is to write about.
 *
 * @param model that writes
 * @param source sources, pictures or prompts
 * @param settings how
 */
record Writing(PublishedModel model, Batch source, GenerationSettings settings) {

    /** A task for all rows of {@code batch}. */
    static Writing of(PublishedModel model, Batch batch, GenerationSettings settings) {
        return new Writing(model, batch.source(), settings);
    }

    /** The same for one row alone, without its padding. */
    Writing row(int row) {
        return new Writing(model, source.row(row).trimmed(), settings);
    }

    Writing with(GenerationSettings others) {
        return new Writing(model, source, others);
    }

    Session open() {
        return ((Writer) model).session(source.inputs());
    }

    Request request() {
        if (model instanceof PublishedLanguageModel) {
            int[][] mask = source.has("attention_mask") ? source.numbers("attention_mask") : null;
            return Request.continuing(source.numbers("input_ids"), mask, OptionalInt.empty());
        }
        int[][] ids = source.has("input_ids") ? source.numbers("input_ids") : null;
        return Request.writing(settings, source.rows(), ids, OptionalInt.empty());
    }

    /** The first sequence of each row. */
    List<Generated> run() {
        return run(null);
    }

    List<Generated> run(@Nullable TokenListener listener) {
        try (Session session = open()) {
            return Generator.run(session, request(), settings, listener).stream()
                    .map(row -> row.get(0))
                    .toList();
        }
    }

    /** What each row of {@code written} has behind its prompt. */
    static List<List<Integer>> words(List<Generated> written) {
        return written.stream()
                .map(row -> Arrays.stream(row.written()).boxed().toList())
                .toList();
    }

    static NDManager manager() {
        return Devices.manager(Device.cpu());
    }
}
