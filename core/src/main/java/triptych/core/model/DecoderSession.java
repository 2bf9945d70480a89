package triptych.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import triptych.core.generate.Scores;
import triptych.core.generate.Session;
import triptych.core.generate.TopWords;
import triptych.core.run.Execution;
import triptych.core.run.State;

/** Texts that a decoder is writing, in whichever way it runs. */
public final class DecoderSession implements Session {

    private final Execution execution;
    private final Decoder decoder;
    private final WriterRoutines routines;
    private final NDManager manager;
    // Owns what the last call left.
    private NDManager last;
    private State state;
    private int rows;
    private int length;
    // Null while no row is padded; else which tokens so far count, by row.
    private boolean @Nullable [][] counted;
    // Null where all words are scored.
    private final @Nullable WordLists lists;

    private DecoderSession(
            Execution execution,
            Decoder decoder,
            WriterRoutines routines,
            List<NDArray> read,
            @Nullable WordLists lists) {
        this.lists = lists;
        this.execution = execution;
        this.decoder = decoder;
        this.routines = routines;
        manager = execution.newManager();
        last = manager.newSubManager();
        rows = Math.toIntExact(read.get(0).getShape().get(0));
        try (NDManager scope = manager.newSubManager()) {
            List<NDArray> given = new ArrayList<>(read);
            if (lists != null) {
                given.add(lists.ids(scope));
                given.add(lists.hidden(scope));
            }
            state = execution.run(manager, routines.begin, given, null).state();
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    /**
     * Begins to write.
     *
     * @param read what the routine {@code begin} is given
     * @param mask 0 where a prompt is padded that the first step brings, {@code [batch, length]}; null hides nothing
     */
    public static DecoderSession begin(
            Execution execution, Decoder decoder, WriterRoutines routines, List<NDArray> read, @Nullable NDArray mask) {
        DecoderSession session = new DecoderSession(execution, decoder, routines, read, null);
        session.counted = mask == null ? null : padding(mask);
        return session;
    }

    /** Begins to write with some words only; {@code routines} select them. */
    static DecoderSession selecting(
            Execution execution, Decoder decoder, WriterRoutines routines, List<NDArray> read, WordLists lists) {
        return new DecoderSession(execution, decoder, routines, read, lists);
    }

    private static boolean @Nullable [][] padding(NDArray mask) {
        long[] values = mask.toLongArray();
        int length = Math.toIntExact(mask.getShape().get(1));
        if (Arrays.stream(values).allMatch(value -> value == 1)) {
            return null;
        }
        boolean[][] counted = new boolean[values.length / length][length];
        for (int i = 0; i < values.length; i++) {
            counted[i / length][i % length] = values[i] != 0;
        }
        return counted;
    }

    @Override
    public int rows() {
        return rows;
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
        int width = values.length / rows;
        int[][] split = new int[rows][width];
        for (int i = 0; i < values.length; i++) {
            split[i / width][i % width] = (int) values[i];
        }
        return split;
    }

    private float[][] rows(float[] values) {
        int width = values.length / rows;
        float[][] split = new float[rows][];
        for (int row = 0; row < rows; row++) {
            split[row] = Arrays.copyOfRange(values, row * width, (row + 1) * width);
        }
        return split;
    }

    /** The scores of all words, {@code [rows, words]}, or of the listed ones, which are good until the next call. */
    private NDArray scores(int[][] tokens, Scores form) {
        if (tokens.length != rows) {
            throw new IllegalArgumentException(tokens.length + " rows of tokens for a session of " + rows);
        }
        int added = tokens[0].length;
        count(added);
        NDManager scope = fresh();
        NDArray ids = numbers(scope, tokens);
        NDArray positions = positions(scope, added);
        NDArray mask = mask(scope);
        Execution.Result result = mask == null
                ? execution.run(scope, routines.step, List.of(ids, positions), state)
                : execution.run(scope, routines.maskedStep, List.of(ids, positions, mask), state);
        state = result.state();
        length += added;
        NDArray logits = result.outputs().get(0);
        return form == Scores.LOGITS
                ? logits
                : execution.run(scope, routines.logarithms, List.of(logits)).get(0);
    }

    /** A manager in place of the last call's, which is closed. */
    private NDManager fresh() {
        last.close();
        last = manager.newSubManager();
        return last;
    }

    /** Notes that {@code added} tokens follow, unless the first step brings those that the mask was about. */
    private void count(int added) {
        boolean[][] before = counted;
        if (before == null) {
            checkPositions(length + added);
            return;
        }
        boolean[][] after = new boolean[rows][];
        for (int row = 0; row < rows; row++) {
            int known = before[row].length;
            after[row] = Arrays.copyOf(before[row], Math.max(known, length + added));
            Arrays.fill(after[row], known, after[row].length, true);
            checkPositions(own(after[row]));
        }
        counted = after;
    }

    private static int own(boolean[] counted) {
        int own = 0;
        for (boolean counts : counted) {
            own += counts ? 1 : 0;
        }
        return own;
    }

    private void checkPositions(int tokens) {
        if (tokens > maxPositions()) {
            throw new IllegalArgumentException(
                    tokens + " tokens in a row; the model has " + maxPositions() + " positions");
        }
    }

    private static NDArray numbers(NDManager scope, int[][] rows) {
        long[] numbers =
                Arrays.stream(rows).flatMapToInt(Arrays::stream).asLongStream().toArray();
        return scope.create(numbers, new Shape(rows.length, rows[0].length));
    }

    /** Position numbers of the next {@code added} tokens; padding does not count. */
    private NDArray positions(NDManager scope, int added) {
        boolean[][] counts = counted;
        if (counts == null) {
            return scope.arange(length, length + added, 1, DataType.INT64).expandDims(0);
        }
        long[] positions = new long[rows * added];
        for (int row = 0; row < rows; row++) {
            int before = -1;
            for (int i = 0; i < length + added; i++) {
                before += counts[row][i] ? 1 : 0;
                if (i >= length) {
                    positions[row * added + i - length] = Math.max(before, 0);
                }
            }
        }
        return scope.create(positions, new Shape(rows, added));
    }

    private @Nullable NDArray mask(NDManager scope) {
        boolean[][] counts = counted;
        if (counts == null) {
            return null;
        }
        int all = counts[0].length;
        long[] mask = new long[rows * all];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = counts[i / all][i % all] ? 1 : 0;
        }
        return scope.create(mask, new Shape(rows, all));
    }

    @Override
    public void keep(int[] kept) {
        NDArray numbers = fresh().create(Arrays.stream(kept).asLongStream().toArray());
        state = execution.run(last, routines.keep, List.of(numbers), state).state();
        rows = kept.length;
        boolean[][] before = counted;
        if (before != null) {
            counted = Arrays.stream(kept).mapToObj(row -> before[row].clone()).toArray(boolean[][]::new);
        }
    }

    @Override
    public void close() {
        state.close();
        manager.close();
    }
}
