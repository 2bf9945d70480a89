package triptych.core.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import triptych.core.ops.Weight;
import triptych.core.ops.WeightGroup;

class BatchTest {

    private final Weight table = Pair.weight("table", 9, 4);
    private final Weight scores = Pair.weight("scores", 9);
    private final Weight query = Pair.weight("query", 4, 4);
    private final Weight key = Pair.weight("key", 4, 4);
    private final Weight queryBias = Pair.weight("queryBias", 4);
    private final Weight keyBias = Pair.weight("keyBias", 4);
    private final Weight norm = Pair.weight("norm", 4);

    /** A tensor that several weights are cut from. */
    private record Tensor(Set<Weight> weights) implements WeightGroup {
        @Override
        public Map<Weight, NDArray> read(NDManager manager) {
            throw new IllegalStateException("nothing is read here");
        }
    }

    @Test
    void putsAMatrixWithItsBias() {
        assertEquals(List.of("query"), batches(List.of(slot("query", query, queryBias)), BatchTest::alone));
    }

    @Test
    void putsTogetherWhatIsCutFromOneTensor() {
        WeightGroup fused = new Tensor(weights(query, key));
        List<Slot> slots = List.of(slot("norm", norm), slot("query", query, queryBias), slot("key", key, keyBias));
        assertEquals(
                List.of("key query", "norm"),
                batches(slots, weight -> fused.weights().contains(weight) ? fused : alone(weight)));
    }

    @Test
    void putsTogetherWhatSharesAWeight() {
        List<Slot> slots = List.of(slot("norm", norm), slot("table", table), slot("words", table, scores));
        assertEquals(List.of("table words", "norm"), batches(slots, BatchTest::alone));
    }

    @Test
    void putsTheLargestFirst() {
        List<Slot> slots = List.of(slot("norm", norm), slot("query", query), slot("table", table), slot("key", key));
        assertEquals(List.of("table", "query", "key", "norm"), batches(slots, BatchTest::alone));
    }

    @Test
    void knowsWhichMemoryTheAttributesKeep() {
        Slot looked = slot("table", table);
        Slot packed = new Slot("words", "Tensor", List.of(table, scores), "weights[0]", "pack(matrix, weights[1])");
        Slot square = new Slot("query", "Tensor", List.of(query, queryBias), "weights[0]", "pack(matrix, weights[1])");
        Batch both = Batch.of(List.of(looked, packed), BatchTest::alone).get(0);
        assertFalse(both.isCopied(alone(table)));
        assertFalse(both.isCopied(alone(scores)));
        Batch matrix = Batch.of(List.of(square), BatchTest::alone).get(0);
        assertTrue(matrix.isCopied(alone(query)));
        assertFalse(matrix.isCopied(alone(queryBias)));
    }

    private static Slot slot(String name, Weight... weights) {
        return new Slot(name, "Tensor", List.of(weights), "weights[0]", "matrix");
    }

    private static Set<Weight> weights(Weight... weights) {
        return new LinkedHashSet<>(Arrays.asList(weights));
    }

    private static WeightGroup alone(Weight weight) {
        return new Tensor(Set.of(weight));
    }

    private static List<String> batches(List<Slot> slots, Function<Weight, WeightGroup> weights) {
        return Batch.of(slots, weights).stream().map(BatchTest::names).toList();
    }

    private static String names(Batch batch) {
        Set<String> names = new TreeSet<>();
        batch.slots().forEach(slot -> names.add(slot.name()));
        return String.join(" ", names);
    }
}
