package triptych.fusion.family;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import triptych.core.model.Devices;
import triptych.fusion.model.PublishedMatcher;

class MatcherTest {

    @Test
    void sharesEachPictureAmongTheTexts() throws IOException {
        try (PublishedMatcher model = (PublishedMatcher) Resources.open("clip");
                NDManager manager = Devices.manager(Devices.named("cpu"))) {
            NDArray pixels = manager.arange(2f * 3 * 12 * 12).sin().reshape(2, 3, 12, 12);
            NDArray ids = manager.create(new long[] {14, 5, 15, 14, 15, 15, 14, 9, 15}, new Shape(3, 3));
            NDArray mask = manager.create(new long[] {1, 1, 1, 1, 1, 0, 1, 1, 1}, new Shape(3, 3));
            float[][] shares = model.probabilities(pixels, ids, mask);
            Map<String, NDArray> inputs = Map.of("pixel_values", pixels, "input_ids", ids, "attention_mask", mask);
            NDArray logits = model.forward(manager, inputs, Map.of(), Set.of("logits_per_image"))
                    .getOrDefault("logits_per_image", manager.zeros(new Shape(2, 3)));
            for (int i = 0; i < 2; i++) {
                double total = 0;
                for (int j = 0; j < 3; j++) {
                    total += Math.exp(logits.getFloat(i, j));
                }
                for (int j = 0; j < 3; j++) {
                    assertEquals(Math.exp(logits.getFloat(i, j)) / total, shares[i][j], 1e-6);
                }
            }
        }
    }

    @Test
    void refusesATextThatIsLongerThanTheModel() throws IOException {
        try (PublishedMatcher model = (PublishedMatcher) Resources.open("clip");
                NDManager manager = Devices.manager(Devices.named("cpu"))) {
            NDArray pixels = manager.zeros(new Shape(1, 3, 12, 12));
            NDArray ids = manager.ones(new Shape(1, 8), DataType.INT64);
            String message = String.valueOf(
                    assertThrows(IllegalArgumentException.class, () -> model.probabilities(pixels, ids, null))
                            .getMessage());
            assertTrue(message.contains("at most 7"), message);
        }
    }
}
