package triptych.apps;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import triptych.text.token.PaddedBatch;

/** A model's inputs, by the reference's argument names; {@code manager} owns them. */
final class Tensors {

    private Tensors() {}

    /** Rows of one length as {@code [rows, length]}. */
    static NDArray of(NDManager manager, int[][] rows) {
        int length = rows[0].length;
        long[] values = new long[rows.length * length];
        for (int row = 0; row < rows.length; row++) {
            for (int i = 0; i < length; i++) {
                values[row * length + i] = rows[row][i];
            }
        }
        return manager.create(values, new Shape(rows.length, length));
    }

    /** A row as {@code [1, length]}. */
    static NDArray of(NDManager manager, List<Integer> row) {
        return of(manager, new int[][] {row.stream().mapToInt(id -> id).toArray()});
    }

    /** A batch of texts, without token types. */
    static Map<String, NDArray> of(NDManager manager, PaddedBatch batch) {
        Map<String, NDArray> inputs = new LinkedHashMap<>();
        inputs.put("input_ids", of(manager, batch.ids()));
        inputs.put("attention_mask", of(manager, batch.mask()));
        return inputs;
    }

    /** A batch of texts with token types, which models that know none pass over. */
    static Map<String, NDArray> withTypes(NDManager manager, PaddedBatch batch) {
        Map<String, NDArray> inputs = of(manager, batch);
        inputs.put("token_type_ids", of(manager, batch.typeIds()));
        return inputs;
    }

    /** One of a model's outputs, row after row. */
    static float[] floats(Map<String, NDArray> outputs, String name) {
        NDArray output = outputs.get(name);
        if (output == null) {
            throw new IllegalStateException("the model gave " + outputs.keySet() + ", not " + name);
        }
        return output.toFloatArray();
    }

    /** A model's answers, one row each. */
    static List<float[]> rows(float[] values, int rows) {
        int width = values.length / rows;
        return IntStream.range(0, rows)
                .mapToObj(row -> Arrays.copyOfRange(values, row * width, (row + 1) * width))
                .toList();
    }
}
