package triptych.core.model;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import triptych.core.model.Decoder.Target;
import triptych.core.model.SelectiveDecoder.Selection;
import triptych.core.nn.Cache;
import triptych.core.ops.Ops;
import triptych.core.run.Execution;
import triptych.core.run.Routine;
import triptych.core.run.Values;

/** What a model that writes offers to those who run it: the beginning, a step, and the choice of rows. */
public final class WriterRoutines {

    private final Decoder network;
    private final @Nullable EncoderDecoder reader;
    private final Source source;
    // Null where every step scores all words.
    private final @Nullable SelectiveDecoder selective;

    /** Reads a source: ids and their mask, or pixels, to the source's vectors. */
    final Routine encode;

    /** Scores all of a target: the source's vectors and mask if it has one, ids, positions, mask. */
    final Routine decode;

    /**
     * Begins a session: what {@link #encode} is given, or the ids of a prompt, and behind that the selected words with
     * what hides them, if there is a selection; leaves the state.
     */
    final Routine begin;

    /**
     * Goes on with ids, {@code [rows, length]}, at positions: the scores of all words, or of the selected ones, after
     * the last, {@code [rows, words]}.
     */
    final Routine step;

    /** The same with a mask over all tokens so far. */
    final Routine maskedStep;

    /** Goes on with these rows of the state only. */
    final Routine keep;

    /** Makes log-probabilities of scores. */
    final Routine logarithms;

    /** Finds, of scores, as many of each row's best as a number says, and those of words {@code [rows, names]}. */
    final Routine best;

    /** What is read before a text is written. */
    public enum Source {
        /** Ids, which may be padded. */
        TEXT,
        /** Pixels, which are not. */
        PICTURE,
        /** Nothing. */
        NONE
    }

    /** The routines of a model that writes about a {@code source}. */
    public static WriterRoutines about(EncoderDecoder network, Source source) {
        return new WriterRoutines(network, network, source, null);
    }

    /** The routines of a model that writes about a text with words that each session selects. */
    public static <N extends EncoderDecoder & SelectiveDecoder> WriterRoutines selecting(N network) {
        return new WriterRoutines(network, network, Source.TEXT, network);
    }

    /** The routines of a model that continues a text. */
    public static WriterRoutines continuing(Decoder network) {
        return new WriterRoutines(network, null, Source.NONE, null);
    }

    private WriterRoutines(
            Decoder network, @Nullable EncoderDecoder reader, Source source, @Nullable SelectiveDecoder selective) {
        this.network = network;
        this.reader = reader;
        this.source = source;
        this.selective = selective;
        int read = source == Source.TEXT ? 2 : 1;
        encode = Routine.anew("encode", read, this::encode);
        decode = Routine.anew("decode", source == Source.NONE ? 3 : read + 3, this::decode);
        begin = Routine.anew("begin", selective == null ? read : read + Selection.TENSORS, this::begin);
        step = Routine.goingOn("step", 2, this::step);
        maskedStep = Routine.goingOn("maskedStep", 3, this::step);
        keep = Routine.goingOn("keep", 1, this::keep);
        logarithms = Routine.anew("logarithms", 1, this::logarithms);
        best = Routine.anew("best", 3, this::best);
    }

    /** All of them, in the order that states are handed on. */
    public List<Routine> all() {
        return source == Source.NONE
                ? List.of(decode, begin, step, maskedStep, keep, logarithms, best)
                : List.of(encode, decode, begin, step, keep, logarithms, best);
    }

    /** Whether a session selects the words that it scores. */
    boolean selects() {
        return selective != null;
    }

    /** The source's vectors. */
    public NDArray encoded(Forward call, Execution execution, NDArray... source) {
        return call.run(execution, encode, source).get(0);
    }

    /** The scores of all of a target, from what {@link #decode} is given. */
    public NDArray scores(Forward call, Execution execution, NDArray... given) {
        return call.run(execution, decode, given).get(0);
    }

    private <T> Values<T> encode(Ops<T> ops, Values<T> given) {
        return Values.of(List.of(memory(ops, given)));
    }

    private <T> T memory(Ops<T> ops, Values<T> given) {
        if (reader == null) {
            throw new IllegalStateException("this model reads no source");
        }
        return reader.encode(ops, given.at(0), mask(given));
    }

    private <T> @Nullable T mask(Values<T> given) {
        return source == Source.TEXT ? given.at(1) : null;
    }

    private <T> Values<T> decode(Ops<T> ops, Values<T> given) {
        List<T> target =
                given.arrays().subList(given.arrays().size() - 3, given.arrays().size());
        Cache<T> cache = source == Source.NONE
                ? network.start(ops, target.get(0), null, null)
                : network.start(ops, given.at(0), given.at(0), mask(given));
        T x = network.decode(ops, new Target<>(target.get(0), target.get(1), target.get(2)), cache);
        return Values.of(List.of(network.scores(ops, x)));
    }

    private <T> Values<T> begin(Ops<T> ops, Values<T> given) {
        if (source == Source.NONE) {
            return new Values<>(
                    List.of(), network.start(ops, given.at(0), null, null).tensors());
        }
        T memory = memory(ops, given);
        Cache<T> cache = network.start(ops, memory, memory, mask(given));
        if (selective == null) {
            return new Values<>(List.of(), cache.tensors());
        }
        int selected = given.arrays().size() - Selection.TENSORS;
        return left(List.of(), cache, selective.select(ops, given.at(selected), given.at(selected + 1)));
    }

    private <T> Values<T> step(Ops<T> ops, Values<T> given) {
        Cache<T> cache = network.restore(remembered(given));
        T mask = given.arrays().size() > 2 ? given.at(2) : null;
        T x = ops.last(network.decode(ops, new Target<>(given.at(0), given.at(1), mask), cache));
        if (selective == null) {
            return new Values<>(List.of(ops.at(network.scores(ops, x), 0)), cache.tensors());
        }
        Selection<T> selection = selection(given);
        return left(List.of(ops.at(selective.scores(ops, x, selection), 0)), cache, selection);
    }

    private <T> Values<T> keep(Ops<T> ops, Values<T> given) {
        Cache<T> cache = network.restore(remembered(given)).rows(ops, given.at(0));
        return selective == null
                ? new Values<>(List.of(), cache.tensors())
                : left(List.of(), cache, selection(given).rows(ops, given.at(0)));
    }

    /** The state: what the cache holds, and the selection behind it. */
    private static <T> Values<T> left(List<T> outputs, Cache<T> cache, Selection<T> selection) {
        List<T> state = new ArrayList<>(cache.tensors());
        state.addAll(selection.tensors());
        return new Values<>(outputs, state);
    }

    private <T> List<T> remembered(Values<T> given) {
        List<T> state = given.state();
        return selective == null ? state : state.subList(0, state.size() - Selection.TENSORS);
    }

    private static <T> Selection<T> selection(Values<T> given) {
        List<T> state = given.state();
        return Selection.of(state.subList(state.size() - Selection.TENSORS, state.size()));
    }

    private <T> Values<T> logarithms(Ops<T> ops, Values<T> given) {
        return Values.of(List.of(ops.logSoftmax(given.at(0))));
    }

    private <T> Values<T> best(Ops<T> ops, Values<T> given) {
        Ops.Greatest<T> best = ops.greatest(given.at(0), given.at(1));
        return Values.of(List.of(best.values(), best.places(), ops.elements(given.at(0), given.at(2))));
    }
}
