package triptych.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import triptych.core.config.ConfigException;
import triptych.core.config.ConfigFile;

class LabelsTest {

    private static ConfigFile config(Map<String, ?> settings) {
        return ConfigFile.of("config.json", settings);
    }

    @Test
    void putsTheLikeliestFirst() {
        Labels labels = Labels.of(config(Map.of("id2label", Map.of("0", "bad", "1", "good", "2", "so so"))), 3);
        Classification found = labels.classify(new float[] {0, 2, 1});
        assertEquals("good", found.label());
        assertEquals(Math.exp(2) / (1 + Math.exp(1) + Math.exp(2)), found.probability(), 1e-9);
        assertEquals(
                List.of("good", "so so", "bad"),
                found.scores().stream().map(Classification.Score::label).toList());
        assertEquals(
                1,
                found.scores().stream()
                        .mapToDouble(Classification.Score::probability)
                        .sum(),
                1e-9);
    }

    @Test
    void survivesGreatLogits() {
        assertEquals(
                1,
                new Labels(List.of("a", "b"), true)
                        .classify(new float[] {1000, -1000})
                        .probability(),
                0);
    }

    @Test
    void takesLabelsOneByOneWhereSeveralMayHold() {
        Labels labels = Labels.of(config(Map.of("problem_type", "multi_label_classification")), 2);
        Classification found = labels.classify(new float[] {3, 2});
        assertEquals("LABEL_0", found.label());
        assertEquals(1 / (1 + Math.exp(-3)), found.probability(), 1e-9);
        assertEquals(1 / (1 + Math.exp(-2)), found.scores().get(1).probability(), 1e-9);
    }

    @Test
    void takesASingleLabelByItself() {
        assertEquals(
                0.5, Labels.of(config(Map.of()), 1).classify(new float[] {0}).probability(), 1e-9);
    }

    @Test
    void refusesNumbersThatAreNoLabels() {
        ConfigException error =
                assertThrows(ConfigException.class, () -> Labels.of(config(Map.of("problem_type", "regression")), 1));
        assertTrue(String.valueOf(error.getMessage()).contains("problem_type"));
    }

    @Test
    void countsLabelsTogetherOrEachByItselfWhereTold() {
        Labels labels = new Labels(List.of("a", "b"), true);
        float[] logits = {0, 0};
        assertEquals(0.5, labels.with(Scoring.AS_TRAINED).classify(logits).probability(), 1e-9);
        logits[0] = 2;
        logits[1] = 2;
        assertEquals(0.5, labels.with(Scoring.SOFTMAX).classify(logits).probability(), 1e-9);
        assertEquals(
                1 / (1 + Math.exp(-2)),
                labels.with(Scoring.SIGMOID).classify(logits).probability(),
                1e-9);
        Labels several = new Labels(List.of("a", "b"), false);
        assertEquals(
                1 / (1 + Math.exp(-2)),
                several.with(Scoring.AS_TRAINED).classify(logits).probability(),
                1e-9);
    }
}
