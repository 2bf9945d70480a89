package triptych.core.model;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which source each row of a session is about. Rows of one source stand together, equally many of each, so that what is
 * known of a source need not be there once for each row.
 */
final class SharedSources {

    private int count;
    private int[] sources;

    /** A row for each of {@code count} sources. */
    SharedSources(int count) {
        this.count = count;
        sources = IntStream.range(0, count).toArray();
    }

    /**
     * Goes on with these rows, in this order.
     *
     * @return numbers of the sources before, for those that are needed now; null if they stay as they are
     */
    int @Nullable [] keep(int[] rows) {
        int[] kept = Arrays.stream(rows).map(row -> sources[row]).toArray();
        int share = share(kept);
        int[] needed = IntStream.range(0, kept.length / share)
                .map(i -> kept[i * share])
                .toArray();
        boolean same = Arrays.equals(needed, IntStream.range(0, count).toArray());
        count = needed.length;
        sources = IntStream.range(0, kept.length).map(row -> row / share).toArray();
        return same ? null : needed;
    }

    /** The most rows that can share: the greatest divisor of all lengths of equal rows. */
    private static int share(int[] sources) {
        int share = 0;
        int from = 0;
        for (int row = 1; row <= sources.length; row++) {
            if (row == sources.length || sources[row] != sources[from]) {
                share = divisor(row - from, share);
                from = row;
            }
        }
        return share;
    }

    private static int divisor(int a, int b) {
        return b == 0 ? a : divisor(b, a % b);
    }
}
