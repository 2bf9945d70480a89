package triptych.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import triptych.core.generate.Scores;
import triptych.core.generate.Session;
import triptych.core.generate.TopWords;
import triptych.core.model.WriterRoutines.Source;
import triptych.core.run.Execution;
import triptych.core.run.Routine;
import triptych.core.run.State;

/** Texts that a decoder is writing, in whichever way it runs. */
public final class DecoderSession implements Session {

    private final Execution execution;
    private final Decoder decoder;
    private final WriterRoutines routines;
    private final NDManager manager;
    private final Positions positions;
    private final SharedSources sources;
    // 0 where a source is padded; null if none is.
    private @Nullable NDArray sourceMask;
    // Owns what the last call left.
    private NDManager last;
    private State state;
    // Null where all words are scored.
    private final @Nullable WordLists lists;

    /** What is read, and where it is padded. */
    record Given(NDArray read, @Nullable NDArray mask) {}

    private DecoderSession(
            Execution execution, Decoder decoder, WriterRoutines routines, Given given, @Nullable WordLists lists) {
        NDArray read = given.read();
        NDArray mask = given.mask();
        this.lists = lists;
        this.execution = execution;
        this.decoder = decoder;
        this.routines = routines;
        manager = execution.newManager();
        last = manager.newSubManager();
        try {
            int rows = Math.toIntExact(read.getShape().get(0));
            boolean reads = routines.source() != Source.NONE;
            positions = new Positions(rows, decoder.maxPositions(), reads ? null : mask);
            sources = new SharedSources(rows);
            sourceMask = reads && mask != null && isPadded(mask) ? owned(manager, mask.duplicate()) : null;
            List<NDArray> seen = new ArrayList<>();
            seen.add(reads ? routines.read(execution, last, read, sourceMask) : read);
            if (lists != null) {
                seen.add(lists.ids(last));
                seen.add(lists.hidden(last));
            }
            state = execution.run(last, routines.begin, seen, null).state();
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    /**
     * Begins to write.
     *
     * @param read a source's ids {@code [batch, length]} or pixels; without a source, the prompts that the first step
     *     will bring
     * @param mask 0 where ids are padded, {@code [batch, length]}; null hides nothing
     */
    public static DecoderSession begin(
            Execution execution, Decoder decoder, WriterRoutines routines, NDArray read, @Nullable NDArray mask) {
        return new DecoderSession(execution, decoder, routines, new Given(read, mask), null);
    }

    /** Begins to write with some words only; {@code routines} select them. */
    static DecoderSession selecting(
            Execution execution, Decoder decoder, WriterRoutines routines, Given given, WordLists lists) {
        return new DecoderSession(execution, decoder, routines, given, lists);
    }

    private static boolean isPadded(NDArray mask) {
        return Arrays.stream(mask.toLongArray()).anyMatch(value -> value == 0);
    }

    private static NDArray owned(NDManager manager, NDArray array) {
        array.attach(manager);
        return array;
    }

    @Override
    public int rows() {
        return positions.rows();
    }

    @Override
    public int words() {
        return decoder.words();
    }

    @Override
    public int maxPositions() {
        return decoder.maxPositions();
    }

    @Override
    public float[] step(int[][] tokens, Scores form) {
        float[] scores = scores(tokens, form).toFloatArray();
        return lists == null ? scores : lists.spread(scores);
    }

    @Override
    public TopWords top(int[][] tokens, Scores form, int count, int[][] named) {
        NDArray scores = scores(tokens, form);
        if (lists != null) {
            return lists.top(scores.toFloatArray(), count, named);
        }
        List<NDArray> found =
                execution.run(last, routines.best, List.of(scores, last.create((long) count), numbers(last, named)));
        return new TopWords(
                rows(found.get(1).toLongArray()),
                rows(found.get(0).toFloatArray()),
                rows(found.get(2).toFloatArray()),
                row -> scores.get(row).toFloatArray());
    }

    private int[][] rows(long[] values) {
        int width = values.length / rows();
        int[][] rows = new int[rows()][width];
        for (int i = 0; i < values.length; i++) {
            rows[i / width][i % width] = (int) values[i];
        }
        return rows;
    }

    private float[][] rows(float[] values) {
        int width = values.length / rows();
        return IntStream.range(0, rows())
                .mapToObj(row -> Arrays.copyOfRange(values, row * width, (row + 1) * width))
                .toArray(float[][]::new);
    }

    /** The scores of all words, {@code [rows, words]}, or of the listed ones, which are good until the next call. */
    private NDArray scores(int[][] tokens, Scores form) {
        if (tokens.length != rows()) {
            throw new IllegalArgumentException(tokens.length + " rows of tokens for a session of " + rows());
        }
        int added = tokens[0].length;
        positions.require(added);
        positions.add(added);
        NDManager scope = fresh();
        List<NDArray> inputs = new ArrayList<>(List.of(numbers(scope, tokens), positions.last(scope, added)));
        NDArray hidden = sourceMask == null ? positions.mask(scope) : sourceMask;
        boolean plain = added == 1 && hidden == null;
        if (!plain && routines.source() != Source.PICTURE) {
            inputs.add(hidden == null ? nothing(scope) : hidden);
        }
        Execution.Result result = execution.run(scope, plain ? routines.next : routines.step, inputs, state);
        state = result.state();
        NDArray logits = result.outputs().get(0);
        return form == Scores.LOGITS
                ? logits
                : execution.run(scope, routines.logarithms, List.of(logits)).get(0);
    }

    /** A mask that hides nothing. It broadcasts over what there is to hide. */
    private static NDArray nothing(NDManager scope) {
        return scope.ones(new Shape(1, 1), DataType.INT64);
    }

    /** A manager in place of the last call's, which is closed. */
    private NDManager fresh() {
        last.close();
        last = manager.newSubManager();
        return last;
    }

    private static NDArray numbers(NDManager scope, int[][] rows) {
        long[] numbers =
                Arrays.stream(rows).flatMapToInt(Arrays::stream).asLongStream().toArray();
        return scope.create(numbers, new Shape(rows.length, rows[0].length));
    }

    @Override
    public void keep(int[] kept) {
        boolean moves = kept.length != rows() || IntStream.range(0, kept.length).anyMatch(i -> kept[i] != i);
        positions.keep(kept);
        fresh();
        if (moves) {
            move(routines.keep, rows(kept));
        }
        int[] needed = routines.source() == Source.NONE ? null : sources.keep(kept);
        if (needed != null) {
            NDArray numbers = rows(needed);
            move(routines.keepSources, numbers);
            NDArray mask = sourceMask;
            if (mask != null) {
                sourceMask = owned(manager, mask.get(numbers));
                mask.close();
            }
        }
    }

    private void move(Routine routine, NDArray numbers) {
        state = execution.run(last, routine, List.of(numbers), state).state();
    }

    private NDArray rows(int[] numbers) {
        return last.create(Arrays.stream(numbers).asLongStream().toArray());
    }

    @Override
    public void close() {
        state.close();
        manager.close();
    }
}
