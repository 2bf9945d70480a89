package triptych.apps.parity;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import triptych.text.token.EncodingOptions;
import triptych.text.token.PaddedBatch;
import triptych.text.token.Tokenizer;

/** Texts as a model's inputs. */
final class Batch {

    private Batch() {}

    /** Encodes texts as one batch, padded on the side that the tokenizer's settings name. */
    static Map<String, NDArray> ofTexts(Tokenizer tokenizer, List<String> texts, NDManager manager) {
        return inputs(tokenizer.encode(texts, EncodingOptions.DEFAULT), manager);
    }

    /** A batch by the reference's argument names; segments are given only where some text is a second one. */
    static Map<String, NDArray> inputs(PaddedBatch batch, NDManager manager) {
        Map<String, NDArray> inputs = new LinkedHashMap<>();
        inputs.put("input_ids", array(batch.ids(), manager));
        inputs.put("attention_mask", array(batch.mask(), manager));
        if (Arrays.stream(batch.typeIds()).flatMapToInt(Arrays::stream).anyMatch(type -> type != 0)) {
            inputs.put("token_type_ids", array(batch.typeIds(), manager));
        }
        return inputs;
    }

    private static NDArray array(int[][] rows, NDManager manager) {
        long[] numbers =
                Arrays.stream(rows).flatMapToInt(Arrays::stream).asLongStream().toArray();
        return manager.create(numbers, new Shape(rows.length, rows[0].length));
    }
}
