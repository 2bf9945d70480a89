package triptych.core.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import triptych.core.ops.Weight;

class WeightLoaderTest {

    private static final WeightMap NAMES = WeightMap.of("""
            token.weight       = bert.words.weight, copy.weight
            norm.*             = bert.LayerNorm.*
            attention.query.*  = bert.fused.* | transposed, part 1 of 2
            attention.key.*    = bert.fused.* | transposed, part 2 of 2
            - = bert.position_ids
            """);

    private static final Weight TOKEN = weight("token.weight", 2, 3);
    private static final Weight NORM = weight("norm.weight", 3);
    private static final Weight QUERY = weight("attention.query.weight", 1, 3);
    private static final Weight KEY = weight("attention.key.weight", 1, 3);

    private final NDManager manager = NDManager.newBaseManager("PyTorch");
    private final InMemory files = new InMemory();

    @AfterEach
    void close() {
        manager.close();
    }

    private static Weight weight(String path, long... shape) {
        return new Weight(() -> path, new Shape(shape), null);
    }

    /** Tensors that count up from 0. */
    private static final class InMemory implements TensorFiles {

        private final Map<String, TensorInfo> tensors = new LinkedHashMap<>();
        private final List<String> read = new ArrayList<>();

        InMemory with(String name, long... shape) {
            tensors.put(name, new TensorInfo(name, new Shape(shape), ElementType.F32));
            return this;
        }

        @Override
        public Map<String, TensorInfo> tensors() {
            return tensors;
        }

        @Override
        public NDArray read(String name, NDManager manager) {
            read.add(name);
            TensorInfo info = tensors.get(name);
            if (info == null) {
                throw new IllegalArgumentException(name);
            }
            return manager.arange((float) info.size()).reshape(info.shape());
        }

        @Override
        public NDArray readExact(String name, NDManager manager) {
            return read(name, manager);
        }

        @Override
        public void close() {}
    }

    private Map<Weight, NDArray> load(Weight... weights) throws IOException {
        return new WeightLoader(Path.of("folder"), files, NAMES, "bert.").load(List.of(weights), manager);
    }

    private static float[] values(Map<Weight, NDArray> loaded, Weight weight) {
        NDArray array = loaded.get(weight);
        if (array == null) {
            throw new AssertionError(weight);
        }
        assertEquals(weight.shape(), array.getShape());
        return array.toFloatArray();
    }

    @Test
    void readsNamesWithTheirPrefixOrWithout() throws IOException {
        files.with("words.weight", 2, 3).with("bert.LayerNorm.weight", 3);
        Map<Weight, NDArray> loaded = load(TOKEN, NORM);
        assertArrayEquals(new float[] {0, 1, 2, 3, 4, 5}, values(loaded, TOKEN));
        assertArrayEquals(new float[] {0, 1, 2}, values(loaded, NORM));
    }

    @Test
    void readsTheNamesOfOlderFiles() throws IOException {
        files.with("LayerNorm.gamma", 3);
        assertArrayEquals(new float[] {0, 1, 2}, values(load(NORM), NORM));
    }

    @Test
    void cutsAFusedTensorThatIsReadOnce() throws IOException {
        files.with("bert.fused.weight", 3, 2);
        Map<Weight, NDArray> loaded = load(QUERY, KEY);
        assertArrayEquals(new float[] {0, 2, 4}, values(loaded, QUERY));
        assertArrayEquals(new float[] {1, 3, 5}, values(loaded, KEY));
        assertEquals(List.of("bert.fused.weight"), files.read);
    }

    @Test
    void readsOneOfSeveralCopies() throws IOException {
        files.with("copy.weight", 2, 3).with("bert.words.weight", 2, 3);
        load(TOKEN);
        assertEquals(List.of("bert.words.weight"), files.read);
    }

    @Test
    void readsACopyWhereTheFirstNameIsMissing() throws IOException {
        files.with("copy.weight", 2, 3);
        assertArrayEquals(new float[] {0, 1, 2, 3, 4, 5}, values(load(TOKEN), TOKEN));
    }

    @Test
    void keepsOnlyTheWeights() throws IOException {
        files.with("bert.fused.weight", 3, 2).with("position_ids", 1, 9);
        int before = manager.getManagedArrays().size();
        load(QUERY, KEY);
        assertEquals(before + 2, manager.getManagedArrays().size());
    }

    @Test
    void listsAllThatDoesNotFitBeforeItReads() {
        files.with("bert.words.weight", 2, 4).with("bert.fused.weight", 3, 3).with("extra.weight", 5);
        Weight rowless = weight("other.weight", 1);
        var error = assertThrows(CheckpointException.class, () -> load(TOKEN, NORM, QUERY, KEY, rowless));
        String message = String.valueOf(error.getMessage());
        assertTrue(message.contains("bert.words.weight is (2, 4) in the checkpoint, the model needs (2, 3)"), message);
        assertTrue(message.contains("no tensor bert.LayerNorm.weight, needed as (3)"), message);
        assertTrue(message.contains("bert.fused.weight is (3, 3)"), message);
        assertTrue(message.contains("nothing reads tensor extra.weight"), message);
        assertTrue(message.contains("other.weight(1) has no row"), message);
        assertEquals(List.of(), files.read);
    }

    @Test
    void refusesATensorOfAWeightThatTheModelHasNot() {
        files.with("bert.words.weight", 2, 3).with("bert.LayerNorm.weight", 3);
        assertThrows(CheckpointException.class, () -> load(TOKEN));
    }
}
