package triptych.bench;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import triptych.core.generate.EarlyStopping;
import triptych.core.generate.Generated;
import triptych.core.generate.GenerationSettings;
import triptych.core.generate.Generator;
import triptych.core.generate.Request;
import triptych.core.generate.Session;

/** Writes exactly so many tokens about each input. */
final class Writing implements Work {

    private final OpenModel model;
    private final Map<String, NDArray> inputs;
    private final GenerationSettings settings;
    private final int rows;

    Writing(OpenModel model, Row row) {
        this.model = model;
        inputs = model.inputs(row);
        Integer beams = row.beam();
        Integer tokens = row.newTokens();
        if (beams == null || tokens == null) {
            throw new IllegalArgumentException(row.label() + " says not how much is written");
        }
        settings = settings(model.settings(), beams, tokens);
        rows = row.batch();
    }

    /** Neither fewer nor more than {@code tokens}: the end cannot be chosen, and nothing is forced at the end. */
    static GenerationSettings settings(GenerationSettings published, int beams, int tokens) {
        return published.toBuilder()
                .numBeams(beams)
                .doSample(false)
                .earlyStopping(EarlyStopping.FALSE)
                .minNewTokens(tokens)
                .maxNewTokens(tokens)
                .build();
    }

    @Override
    public OptionalInt run() {
        return OptionalInt.of(written(model, inputs, settings, rows));
    }

    /** Writes about {@code rows} inputs, and returns how many tokens came, which must be the same for each. */
    static int written(OpenModel model, Map<String, NDArray> inputs, GenerationSettings settings, int rows) {
        try (Session session = model.writer().session(inputs)) {
            Request request = Request.writing(settings, rows, null, OptionalInt.empty());
            List<List<Generated>> texts = Generator.run(session, request, settings);
            int[] lengths = texts.stream()
                    .mapToInt(text -> text.get(0).written().length)
                    .distinct()
                    .toArray();
            if (lengths.length != 1) {
                throw new IllegalStateException("texts of different lengths were written");
            }
            return lengths[0];
        }
    }

    @Override
    public int items() {
        return rows;
    }

    @Override
    public void close() {
        model.close();
    }
}
