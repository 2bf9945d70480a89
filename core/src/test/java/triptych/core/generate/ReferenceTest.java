package triptych.core.generate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import triptych.core.generate.ScriptedSession.Script;
import triptych.core.generate.process.Softmax;

/** The reference's own answers, for single rules and for whole runs. */
class ReferenceTest {

    @TestFactory
    Stream<DynamicTest> processesScoresAsTheReference() {
        return Cases.of("processed.json").stream()
                .map(given -> DynamicTest.dynamicTest(given.get("name").getAsString(), () -> process(given)));
    }

    private static void process(JsonObject given) {
        boolean drawn = given.has("probabilities");
        GenerationSettings settings =
                GenerationSettings.defaults().override(given.getAsJsonObject("options")).toBuilder()
                        .doSample(drawn)
                        .build();
        int[][] ids = Cases.ids(given, "input_ids");
        Request request = new Request(
                ids,
                Cases.idsIfAny(given, "attention_mask"),
                Cases.idsIfAny(given, "encoder_input_ids"),
                OptionalInt.empty());
        Processors processors =
                Processors.of(settings, request, given.get("prompt_length").getAsInt());
        float[][] scores = Cases.numbers(given, drawn ? "logits" : "scores");
        float[][] expected = Cases.numbers(given, drawn ? "probabilities" : "processed");
        for (int row = 0; row < ids.length; row++) {
            processors.process(row, ids[row], scores[row]);
            float[] got = drawn ? Softmax.of(scores[row]) : scores[row];
            for (int word = 0; word < got.length; word++) {
                float wanted = expected[row][word];
                assertEquals(wanted, got[word], 1e-6f + 1e-6f * Math.abs(wanted), "row " + row + ", word " + word);
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> generatesAsTheReference() {
        return Cases.of("generated.json").stream()
                .map(given -> DynamicTest.dynamicTest(given.get("options").toString(), () -> generate(given)));
    }

    private static void generate(JsonObject given) {
        List<Generated> got = run(given).stream().flatMap(List::stream).toList();
        int[][] sequences = Cases.ids(given, "sequences");
        assertEquals(sequences.length, got.size());
        for (int i = 0; i < sequences.length; i++) {
            assertArrayEquals(sequences[i], got.get(i).tokens(), "sequence " + i);
            if (given.has("scores")) {
                float score = given.getAsJsonArray("scores").get(i).getAsFloat();
                assertEquals(
                        score,
                        Objects.requireNonNull(got.get(i).score()),
                        1e-5f + 1e-5f * Math.abs(score),
                        "score " + i);
            }
        }
    }

    private static List<List<Generated>> run(JsonObject given) {
        GenerationSettings settings = GenerationSettings.builder()
                .bosTokenId(1)
                .eosTokenId(2)
                .padTokenId(0)
                .decoderStartTokenId(1)
                .build()
                .override(given.getAsJsonObject("options"));
        JsonObject inputs = given.getAsJsonObject("inputs");
        int[][] ids = Cases.ids(inputs, "input_ids");
        boolean both = given.get("both").getAsBoolean();
        long[] sources = Stream.of(ids).mapToLong(row -> both ? row[0] : 0).toArray();
        Script script = new Script(
                given.get("words").getAsInt(),
                given.get("end").getAsInt(),
                given.get("bias").getAsDouble());
        return Generator.run(new ScriptedSession(script, sources), request(settings, inputs, both), settings);
    }

    private static Request request(GenerationSettings settings, JsonObject inputs, boolean both) {
        int[][] ids = Cases.ids(inputs, "input_ids");
        if (!both) {
            return Request.continuing(ids, Cases.idsIfAny(inputs, "attention_mask"), OptionalInt.empty());
        }
        int @Nullable [][] prefix = Cases.idsIfAny(inputs, "decoder_input_ids");
        return prefix == null
                ? Request.writing(settings, ids.length, ids, OptionalInt.empty())
                : Request.writingBehind(settings, prefix, ids, OptionalInt.empty());
    }
}
