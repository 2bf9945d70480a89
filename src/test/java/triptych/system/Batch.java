package triptych.system;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A model's inputs by their published names, each with a row for each text or picture.
 *
 * @param inputs owned by the manager that they were made with
 */
record Batch(Map<String, NDArray> inputs) {

    /** How many rows every input has. */
    int rows() {
        return inputs.values().stream()
                .mapToInt(input -> Math.toIntExact(input.getShape().get(0)))
                .min()
                .orElseThrow();
    }

    NDManager manager() {
        return inputs.values().iterator().next().getManager();
    }

    boolean has(String name) {
        return inputs.containsKey(name);
    }

    NDArray at(String name) {
        NDArray found = inputs.get(name);
        if (found == null) {
            throw new AssertionError("no input " + name);
        }
        return found;
    }

    /** One row, with its padding. */
    Batch row(int row) {
        return rows(row);
    }

    /** These rows, in this order. */
    Batch rows(int... rows) {
        NDArray numbers = manager().create(IntStream.of(rows).asLongStream().toArray());
        Map<String, NDArray> chosen = new LinkedHashMap<>();
        inputs.forEach((name, input) -> chosen.put(name, input.get(numbers)));
        return new Batch(chosen);
    }

    /** What a session is opened with: pictures, or a text with its padding. */
    Batch source() {
        Map<String, NDArray> source = new LinkedHashMap<>(inputs);
        Set<String> taken = has("pixel_values") ? Set.of("pixel_values") : Set.of("input_ids", "attention_mask");
        source.keySet().retainAll(taken);
        return new Batch(source);
    }

    /** One row's text without its padding, so that no mask is needed. */
    Batch trimmed() {
        if (!has("attention_mask")) {
            return this;
        }
        long[] mask = at("attention_mask").toLongArray();
        long[] ids = at("input_ids").toLongArray();
        long[] kept = IntStream.range(0, ids.length)
                .filter(i -> mask[i] == 1)
                .mapToLong(i -> ids[i])
                .toArray();
        return new Batch(Map.of("input_ids", manager().create(kept, new Shape(1, kept.length))));
    }

    /** An input of whole numbers, row after row. */
    int[][] numbers(String name) {
        long[] values = at(name).toLongArray();
        int length = Math.toIntExact(at(name).getShape().get(1));
        int[][] rows = new int[values.length / length][length];
        for (int i = 0; i < values.length; i++) {
            rows[i / length][i % length] = Math.toIntExact(values[i]);
        }
        return rows;
    }
}
