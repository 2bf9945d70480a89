package triptych.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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

    /** Reads a source that is not padded, ids or pixels, to its vectors. */
    final Routine encode;

    /** The same of ids and their mask. */
    final Routine maskedEncode;

    /** Scores all of a target: the source's vectors, and its mask if it is a text; ids, positions, mask. */
    final Routine decode;

    /**
     * Begins a session: the source's vectors, or the ids of a prompt, and behind that the selected words with what
     * hides them, if there is a selection; leaves the state.
     */
    final Routine begin;

    /**
     * Goes on with ids, {@code [rows, length]}, at positions, and a mask: over all tokens so far where there is no
     * source, over the source where it is a text. Gives the scores after the last, {@code [rows, words]}.
     */
    final Routine step;

    /** The same with one token a row and nothing that is padded: ids, positions. */
    final Routine next;

    /** Goes on with these rows of the state. */
    final Routine keep;

    /** Goes on with these sources; they may have fewer rows than before. */
    final Routine keepSources;

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
        boolean text = source == Source.TEXT;
        encode = Routine.anew("encode", 1, this::encode);
        maskedEncode = Routine.anew("maskedEncode", 2, this::encode);
        decode = Routine.anew("decode", source == Source.NONE ? 3 : text ? 5 : 4, this::decode);
        begin = Routine.anew("begin", selective == null ? 1 : 1 + Selection.TENSORS, this::begin);
        step = Routine.goingOn("step", source == Source.PICTURE ? 2 : 3, this::step);
        next = Routine.goingOn("next", 2, this::next);
        keep = Routine.goingOn("keep", 1, this::keep);
        keepSources = Routine.goingOn("keepSources", 1, this::keepSources);
        logarithms = Routine.anew("logarithms", 1, this::logarithms);
        best = Routine.anew("best", 3, this::best);
    }

    /** All of them, in the order that states are handed on. */
    public List<Routine> all() {
        List<Routine> own = List.of(decode, begin, step, next, keep, logarithms, best);
        List<Routine> reading =
                switch (source) {
                    case TEXT -> List.of(encode, maskedEncode, keepSources);
                    case PICTURE -> List.of(encode, keepSources);
                    case NONE -> List.of();
                };
        return Stream.concat(own.stream(), reading.stream()).toList();
    }

    /** Whether a session selects the words that it scores. */
    boolean selects() {
        return selective != null;
    }

    /** What is read before a text is written. */
    Source source() {
        return source;
    }

    /** The source's vectors, which belong to {@code scope}; no mask hides nothing. */
    NDArray read(Execution execution, NDManager scope, NDArray source, @Nullable NDArray mask) {
        List<NDArray> read = mask == null
                ? execution.run(scope, encode, List.of(source))
                : execution.run(scope, maskedEncode, List.of(source, mask));
        return read.get(0);
    }

    /** The source's vectors, from pixels, or from ids and their mask. */
    public NDArray encoded(Forward call, Execution execution, NDArray... source) {
        return call.run(execution, source.length == 1 ? encode : maskedEncode, source)
                .get(0);
    }

    /** The scores of all of a target, from what {@link #decode} is given. */
    public NDArray scores(Forward call, Execution execution, NDArray... given) {
        return call.run(execution, decode, given).get(0);
    }

    private <T> Values<T> encode(Ops<T> ops, Values<T> given) {
        if (reader == null) {
            throw new IllegalStateException("this model reads no source");
        }
        T mask = given.arrays().size() > 1 ? given.at(1) : null;
        return Values.of(List.of(reader.encode(ops, given.at(0), mask)));
    }

    private <T> Values<T> decode(Ops<T> ops, Values<T> given) {
        int all = given.arrays().size();
        Target<T> target = new Target<>(given.at(all - 3), given.at(all - 2), given.at(all - 1));
        Cache<T> cache = network.start(ops, given.at(0), source == Source.NONE ? null : given.at(0));
        T x = network.decode(ops, target.about(source == Source.TEXT ? given.at(1) : null), cache);
        return Values.of(List.of(network.scores(ops, x)));
    }

    private <T> Values<T> begin(Ops<T> ops, Values<T> given) {
        T memory = source == Source.NONE ? null : given.at(0);
        Cache<T> cache = network.start(ops, given.at(0), memory);
        return left(List.of(), cache, selective == null ? null : selective.select(ops, given.at(1), given.at(2)));
    }

    private <T> Values<T> step(Ops<T> ops, Values<T> given) {
        T own = source == Source.NONE ? given.at(2) : null;
        T about = source == Source.TEXT ? given.at(2) : null;
        return go(ops, new Target<>(given.at(0), given.at(1), own).about(about), given.state());
    }

    private <T> Values<T> next(Ops<T> ops, Values<T> given) {
        return go(ops, Target.one(given.at(0), given.at(1)), given.state());
    }

    private <T> Values<T> go(Ops<T> ops, Target<T> target, List<T> state) {
        Cache<T> cache = network.restore(remembered(state));
        Selection<T> selection = selection(state);
        T last = ops.last(network.decode(ops, target, cache));
        T scores = selective == null || selection == null
                ? network.scores(ops, last)
                : selective.scores(ops, last, selection);
        return left(List.of(ops.at(scores, 0)), cache, selection);
    }

    private <T> Values<T> keep(Ops<T> ops, Values<T> given) {
        Cache<T> cache = network.restore(remembered(given.state()));
        Selection<T> selection = selection(given.state());
        return left(
                List.of(), cache.rows(ops, given.at(0)), selection == null ? null : selection.rows(ops, given.at(0)));
    }

    private <T> Values<T> keepSources(Ops<T> ops, Values<T> given) {
        Cache<T> cache = network.restore(remembered(given.state()));
        return left(List.of(), cache.sources(ops, given.at(0)), selection(given.state()));
    }

    /** The state: what the cache holds, and the selection behind it. */
    private static <T> Values<T> left(List<T> outputs, Cache<T> cache, @Nullable Selection<T> selection) {
        List<T> state = new ArrayList<>(cache.tensors());
        if (selection != null) {
            state.addAll(selection.tensors());
        }
        return new Values<>(outputs, state);
    }

    private <T> List<T> remembered(List<T> state) {
        return selective == null ? state : state.subList(0, state.size() - Selection.TENSORS);
    }

    private <T> @Nullable Selection<T> selection(List<T> state) {
        return selective == null ? null : Selection.of(state.subList(state.size() - Selection.TENSORS, state.size()));
    }

    private <T> Values<T> logarithms(Ops<T> ops, Values<T> given) {
        return Values.of(List.of(ops.logSoftmax(given.at(0))));
    }

    private <T> Values<T> best(Ops<T> ops, Values<T> given) {
        Ops.Greatest<T> best = ops.greatest(given.at(0), given.at(1));
        return Values.of(List.of(best.values(), best.places(), ops.elements(given.at(0), given.at(2))));
    }
}
