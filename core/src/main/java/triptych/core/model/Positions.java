package triptych.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where the tokens of a session's rows stand; padding does not count. */
final class Positions {

    private final int most;
    private int rows;
    private int length;
    // Null while no row is padded; else which tokens so far count, by row.
    private boolean @Nullable [][] counted;

    /**
     * Positions of {@code rows} rows without a token.
     *
     * @param most how many a row may have
     * @param mask 0 where a prompt is padded that comes first, {@code [rows, length]}; null if none is
     */
    Positions(int rows, int most, @Nullable NDArray mask) {
        this.rows = rows;
        this.most = most;
        counted = mask == null ? null : padding(mask);
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

    int rows() {
        return rows;
    }

    /**
     * Checks that {@code added} tokens can follow.
     *
     * @throws IllegalArgumentException if a row has no positions for them
     */
    void require(int added) {
        boolean[][] before = counted;
        if (before == null) {
            check(length + added);
            return;
        }
        for (boolean[] row : before) {
            int own = Math.max(0, length + added - row.length);
            for (boolean counts : row) {
                own += counts ? 1 : 0;
            }
            check(own);
        }
    }

    private void check(int tokens) {
        if (tokens > most) {
            throw new IllegalArgumentException(tokens + " tokens in a row; the model has " + most + " positions");
        }
    }

    /** Notes that {@code added} tokens follow, unless these are the ones that the first mask was about. */
    void add(int added) {
        length += added;
        boolean[][] before = counted;
        if (before != null) {
            for (int row = 0; row < rows; row++) {
                int known = before[row].length;
                before[row] = Arrays.copyOf(before[row], Math.max(known, length));
                Arrays.fill(before[row], known, before[row].length, true);
            }
        }
    }

    /** Position numbers of the last {@code added} tokens, {@code [rows or 1, added]}. */
    NDArray last(NDManager scope, int added) {
        boolean[][] counts = counted;
        if (counts == null) {
            return scope.arange(length - added, length, 1, DataType.INT64).expandDims(0);
        }
        long[] positions = new long[rows * added];
        for (int row = 0; row < rows; row++) {
            int before = -1;
            for (int i = 0; i < length; i++) {
                before += counts[row][i] ? 1 : 0;
                if (i >= length - added) {
                    positions[row * added + i - length + added] = Math.max(before, 0);
                }
            }
        }
        return scope.create(positions, new Shape(rows, added));
    }

    /** 0 for padding, over all tokens so far, {@code [rows, length]}; null if nothing is padded. */
    @Nullable
    NDArray mask(NDManager scope) {
        boolean[][] counts = counted;
        if (counts == null) {
            return null;
        }
        long[] mask = new long[rows * length];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = counts[i / length][i % length] ? 1 : 0;
        }
        return scope.create(mask, new Shape(rows, length));
    }

    /** Goes on with these rows. */
    void keep(int[] kept) {
        rows = kept.length;
        boolean[][] before = counted;
        if (before != null) {
            counted = Arrays.stream(kept).mapToObj(row -> before[row].clone()).toArray(boolean[][]::new);
        }
    }
}
