package triptych.bench;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import java.util.OptionalInt;
import triptych.core.generate.GenerationSettings;

/** Translates sources of many lengths one after the other: the row whose figure is memory. */
final class ManyTranslations implements Work {

    private final OpenModel model;

    ManyTranslations(OpenModel model) {
        this.model = model;
    }

    @Override
    public OptionalInt run() {
        for (int length : Rows.memoryLengths()) {
            Map<String, NDArray> source = model.words(Rows.ids(1, length));
            GenerationSettings settings = Writing.settings(model.settings(), 1, length);
            int written = Writing.written(model, source, settings, 1);
            source.values().forEach(NDArray::close);
            if (written != length) {
                throw new IllegalStateException(written + " tokens were written instead of " + length);
            }
        }
        return OptionalInt.empty();
    }

    @Override
    public int items() {
        return Rows.memoryLengths().length;
    }

    @Override
    public void close() {
        model.close();
    }
}
