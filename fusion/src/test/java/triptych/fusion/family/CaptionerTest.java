package triptych.fusion.family;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import triptych.core.generate.Scores;
import triptych.core.generate.Session;
import triptych.core.model.Devices;
import triptych.core.model.PublishedModel;
import triptych.core.model.Writer;
import triptych.fusion.model.PublishedBlip;

class CaptionerTest {

    private static final int[][] TOKENS = {{4, 9, 5, 8}, {4, 6, 7, 10}};
    private static final int WORDS = 17;
    private static final float TOLERANCE = 1e-5f;

    @ParameterizedTest
    @ValueSource(strings = {"blip", "vit-gpt2", "dinov2-gpt2", "deit-bert", "vit-trocr", "vit-trocr-waves"})
    void writesTheSameStepByStepAsAllAtOnce(String family) throws IOException {
        try (PublishedModel model = Resources.open(family);
                NDManager manager = Devices.manager(Devices.named("cpu"));
                Session session = ((Writer) model).session(Map.of("pixel_values", pictures(manager, 2)))) {
            float[] atOnce = logits(model, manager, 2);
            for (int step = 0; step < 4; step++) {
                int column = step;
                int[][] next = Arrays.stream(TOKENS)
                        .map(row -> new int[] {row[column]})
                        .toArray(int[][]::new);
                float[] scores = session.step(next, Scores.LOGITS);
                for (int row = 0; row < 2; row++) {
                    int from = (row * 4 + step) * WORDS;
                    assertArrayEquals(
                            Arrays.copyOfRange(atOnce, from, from + WORDS),
                            Arrays.copyOfRange(scores, row * WORDS, (row + 1) * WORDS),
                            TOLERANCE);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"blip", "vit-gpt2", "dinov2-gpt2", "deit-bert", "vit-trocr", "vit-trocr-waves"})
    void writesAboutABatchWhatItWritesAboutEachPicture(String family) throws IOException {
        try (PublishedModel model = Resources.open(family);
                NDManager manager = Devices.manager(Devices.named("cpu"))) {
            float[] both = logits(model, manager, 2);
            float[] first = logits(model, manager, 1);
            assertArrayEquals(first, Arrays.copyOf(both, first.length), TOLERANCE);
        }
    }

    @Test
    void refusesPicturesOfAnotherSize() throws IOException {
        try (PublishedModel model = Resources.open("vit-gpt2");
                NDManager manager = Devices.manager(Devices.named("cpu"))) {
            Map<String, NDArray> inputs = Map.of("pixel_values", manager.zeros(new Shape(1, 3, 12, 16)));
            String message =
                    String.valueOf(assertThrows(IllegalArgumentException.class, () -> ((Writer) model).session(inputs))
                            .getMessage());
            assertTrue(message.contains("12 by 16"), message);
        }
    }

    @Test
    void refusesPaddedPrompts() throws IOException {
        try (PublishedModel model = Resources.open("blip");
                NDManager manager = Devices.manager(Devices.named("cpu"))) {
            NDArray mask = manager.create(new long[] {1, 1, 1, 0}, new Shape(2, 2));
            Map<String, NDArray> inputs = Map.of("pixel_values", pictures(manager, 2), "attention_mask", mask);
            String message =
                    String.valueOf(assertThrows(IllegalArgumentException.class, () -> ((Writer) model).session(inputs))
                            .getMessage());
            assertTrue(message.contains("different lengths"), message);
        }
    }

    private static float[] logits(PublishedModel model, NDManager manager, int rows) {
        long[] ids = Arrays.stream(TOKENS)
                .limit(rows)
                .flatMapToInt(Arrays::stream)
                .asLongStream()
                .toArray();
        boolean blip = model instanceof PublishedBlip;
        Map<String, NDArray> inputs = Map.of(
                "pixel_values",
                pictures(manager, rows),
                blip ? "input_ids" : "decoder_input_ids",
                manager.create(ids, new Shape(rows, 4)));
        NDArray logits =
                model.forward(manager, inputs, Map.of(), Set.of("logits")).get("logits");
        return logits == null ? new float[0] : logits.toFloatArray();
    }

    private static NDArray pictures(NDManager manager, int rows) {
        Random random = new Random(3);
        float[] values = new float[rows * 3 * 12 * 12];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return manager.create(values, new Shape(rows, 3, 12, 12));
    }
}
