package triptych.apps;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Groups rows of like length, so that little is spent on padding and a batch's memory is bounded.
 *
 * @param tokens the most tokens a batch may have, padding included; a longer row stands alone
 * @param rows the most rows a batch may have
 */
record Batches(int tokens, int rows) {

    Batches {
        if (tokens < 1 || rows < 1) {
            throw new IllegalArgumentException(
                    "a batch of at most " + tokens + " tokens and " + rows + " rows; both must be at least 1");
        }
    }

    /**
     * Cuts rows into batches, the longest rows first: what does not fit into memory fails at once.
     *
     * @param lengths tokens of each row
     * @return numbers of the rows of each batch; every row stands in one
     */
    List<List<Integer>> of(int[] lengths) {
        List<Integer> sorted = IntStream.range(0, lengths.length)
                .boxed()
                .sorted(Comparator.comparingInt((Integer row) -> lengths[row]).reversed())
                .toList();
        List<List<Integer>> batches = new ArrayList<>();
        int from = 0;
        while (from < sorted.size()) {
            int longest = Math.max(1, lengths[sorted.get(from)]);
            int count = Math.min(rows, Math.max(1, tokens / longest));
            int to = Math.min(sorted.size(), from + count);
            batches.add(sorted.subList(from, to));
            from = to;
        }
        return batches;
    }
}
