package triptych.core.model;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The reference's names of what a stack makes on its way.
 *
 * @param prefix before {@code hidden_states} and {@code attentions}: empty, {@code encoder_} or {@code decoder_}
 * @param embeddings path of the block that makes the stack's input
 * @param stack path of the stack
 * @param layers how many it has
 */
public record PublishedStack(String prefix, String embeddings, String stack, int layers) {

    /** Published names with the paths of their blocks. The last hidden states have passed the last norm. */
    public Map<String, String> paths() {
        Map<String, String> paths = new LinkedHashMap<>();
        for (int i = 0; i < layers; i++) {
            String layer = stack + ".layers." + i;
            paths.put(prefix + "hidden_states." + i, i == 0 ? embeddings : stack + ".layers." + (i - 1));
            paths.put(prefix + "attentions." + i, layer + ".attention.weights");
            paths.put("cross_attentions." + i, layer + ".crossAttention.weights");
        }
        paths.put(prefix + "hidden_states." + layers, stack);
        return paths;
    }
}
