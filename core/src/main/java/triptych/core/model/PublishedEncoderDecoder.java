package triptych.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import triptych.core.generate.Session;
import triptych.core.nn.Cache;
import triptych.core.ops.EagerOps;

/**
 * An encoder–decoder by the reference's names: {@code input_ids} or {@code pixel_values} with {@code decoder_input_ids}
 * or {@code labels} to {@code logits}, {@code loss}, {@code encoder_last_hidden_state}, and both stacks' hidden states
 * and attentions.
 *
 * @param model the weights
 * @param network what is computed with them
 * @param source name of the source's input
 * @param specials tokens that make a target out of labels
 * @param stacks what can be observed
 */
public record PublishedEncoderDecoder(
        EagerModel model, EncoderDecoder network, String source, Specials specials, List<PublishedStack> stacks)
        implements PublishedModel, Writer {

    /**
     * Tokens that make a target out of labels, which move to the right to make room for the start.
     *
     * @param start comes first; null where the last label that is no padding comes first, as in mBART
     * @param padding takes the place of labels that are not counted
     */
    public record Specials(@Nullable Integer start, int padding) {}

    @Override
    public Map<String, NDArray> forward(
            NDManager manager, Map<String, NDArray> inputs, Map<String, Object> arguments, Set<String> outputs) {
        Forward call = new Forward(manager, inputs, arguments, outputs);
        stacks.forEach(call::with);
        NDArray mask = call.input("attention_mask");
        NDArray sources = checked(call.required(source));
        NDArray memory = call.run(model, ops -> network.encode(ops, sources, mask));
        NDArray labels = call.input("labels");
        NDArray given = call.input("decoder_input_ids");
        NDArray ids = TokenInput.checked(
                "decoder_input_ids",
                given == null ? shifted(call, labels) : given,
                network.words(),
                network.maxPositions());
        NDArray targetMask = call.input("decoder_attention_mask");
        NDArray logits = call.run(model, ops -> decode(ops, memory, mask, ids, targetMask));
        call.output("encoder_last_hidden_state", memory).output("logits", logits);
        if (labels != null) {
            call.output("loss", CrossEntropy.of(logits, labels.toLongArray()));
        }
        return call.finish();
    }

    private NDArray checked(NDArray sources) {
        return network.sourceWords() == 0
                ? sources
                : TokenInput.checked(source, sources, network.sourceWords(), network.maxSourcePositions());
    }

    private NDArray decode(
            EagerOps ops, NDArray memory, @Nullable NDArray mask, NDArray ids, @Nullable NDArray targetMask) {
        Cache<NDArray> cache = network.start(ops, memory, memory, mask);
        Decoder.Target<NDArray> target = new Decoder.Target<>(ids, ops.positions(ids), targetMask);
        return network.scores(ops, network.decode(ops, target, cache));
    }

    private NDArray shifted(Forward call, @Nullable NDArray labels) {
        if (labels == null) {
            throw new IllegalArgumentException("neither 'decoder_input_ids' nor 'labels' given");
        }
        int length = Math.toIntExact(labels.getShape().get(1));
        return call.manager().create(shifted(labels.toLongArray(), length), labels.getShape());
    }

    private long[] shifted(long[] labels, int length) {
        long[] ids = new long[labels.length];
        for (int i = 0; i < labels.length; i++) {
            ids[i] = i % length == 0 ? first(labels, i, length) : unmasked(labels[i - 1]);
        }
        return ids;
    }

    private long unmasked(long label) {
        return label == CrossEntropy.IGNORED ? specials.padding() : label;
    }

    private long first(long[] labels, int from, int length) {
        Integer start = specials.start();
        if (start != null) {
            return start;
        }
        int last = from + length - 1;
        while (last > from && unmasked(labels[last]) == specials.padding()) {
            last--;
        }
        return unmasked(labels[last]);
    }

    @Override
    public Session session(Map<String, NDArray> inputs) {
        Set<String> taken = Set.of(source, "attention_mask");
        NDArray sources = inputs.get(source);
        if (sources == null || !taken.containsAll(inputs.keySet())) {
            throw new IllegalArgumentException("a session takes " + taken + "; given were " + inputs.keySet());
        }
        return EagerSession.about(model, network, checked(sources), inputs.get("attention_mask"));
    }

    @Override
    public int words() {
        return network.words();
    }

    @Override
    public int maxPositions() {
        return network.maxPositions();
    }

    @Override
    public void close() {
        model.close();
    }
}
