package triptych.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import triptych.core.generate.Session;
import triptych.core.model.DecoderSession.Given;
import triptych.core.run.Execution;

/**
 * An encoder–decoder by the reference's names: {@code input_ids} or {@code pixel_values} with {@code decoder_input_ids}
 * or {@code labels} to {@code logits}, {@code loss}, {@code encoder_last_hidden_state}, and both stacks' hidden states
 * and attentions.
 *
 * @param execution runs it
 * @param network what is computed
 * @param routines of the network
 * @param source name of the source's input
 * @param specials tokens that make a target out of labels
 * @param stacks what can be observed
 */
public record PublishedEncoderDecoder(
        Execution execution,
        EncoderDecoder network,
        WriterRoutines routines,
        String source,
        Specials specials,
        List<PublishedStack> stacks)
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
        try (Forward call = new Forward(manager, inputs, arguments, outputs)) {
            stacks.forEach(call::with);
            NDArray[] read = source(call);
            NDArray memory = routines.encoded(call, execution, read);
            NDArray labels = call.input("labels");
            NDArray given = call.input("decoder_input_ids");
            NDArray ids = TokenInput.checked(
                    "decoder_input_ids",
                    given == null ? shifted(call, labels) : given,
                    network.words(),
                    network.maxPositions());
            read[0] = memory;
            NDArray logits = call.run(execution, routines.decode, target(call, read, ids))
                    .get(0);
            call.output("encoder_last_hidden_state", memory).output("logits", logits);
            if (labels != null) {
                call.output("loss", CrossEntropy.of(logits, labels.toLongArray()));
            }
            return call.finish();
        }
    }

    /** The source, and its mask if it is a text. */
    private NDArray[] source(Forward call) {
        NDArray sources = checked(call.required(source));
        return isText() ? new NDArray[] {sources, call.mask("attention_mask", sources)} : new NDArray[] {sources};
    }

    private NDArray checked(NDArray sources) {
        return network.sourceWords() == 0
                ? sources
                : TokenInput.checked(source, sources, network.sourceWords(), network.maxSourcePositions());
    }

    private boolean isText() {
        return source.equals("input_ids");
    }

    private static NDArray[] target(Forward call, NDArray[] read, NDArray ids) {
        NDArray[] all = Arrays.copyOf(read, read.length + 3);
        all[read.length] = ids;
        all[read.length + 1] = call.positions("decoder_position_ids", ids);
        all[read.length + 2] = call.mask("decoder_attention_mask", ids);
        return all;
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
        if (routines.selects()) {
            throw new IllegalArgumentException("the model was opened to score only some of its words; name them");
        }
        Given given = given(inputs);
        return DecoderSession.begin(execution, network, routines, given.read(), given.mask());
    }

    @Override
    public Session session(Map<String, NDArray> inputs, List<BitSet> words) {
        if (!routines.selects()) {
            return Writer.super.session(inputs, words);
        }
        Given given = given(inputs);
        WordLists lists = new WordLists(words, network.words());
        long sources = given.read().getShape().get(0);
        if (words.size() != sources) {
            throw new IllegalArgumentException(words.size() + " rows of words for " + sources + " sources");
        }
        return DecoderSession.selecting(execution, network, routines, given, lists);
    }

    private Given given(Map<String, NDArray> inputs) {
        Set<String> taken = Set.of(source, "attention_mask");
        NDArray sources = inputs.get(source);
        if (sources == null || !taken.containsAll(inputs.keySet())) {
            throw new IllegalArgumentException("a session takes " + taken + "; given were " + inputs.keySet());
        }
        checked(sources);
        return new Given(sources, isText() ? inputs.get("attention_mask") : null);
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
        execution.close();
    }
}
