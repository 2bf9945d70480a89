package triptych.core.generate.process;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Forbids every token that would complete a run of tokens that stands somewhere already. Padding counts as tokens. */
public final class NoRepeatedNgrams implements ScoreProcessor {

    private final int size;
    private final int @Nullable [][] source;

    private NoRepeatedNgrams(int size, int @Nullable [][] source) {
        this.size = size;
        this.source = source;
    }

    /** Forbids runs of {@code size} tokens to stand twice in a sequence. */
    public static NoRepeatedNgrams ofText(int size) {
        return new NoRepeatedNgrams(size, null);
    }

    /**
     * Forbids runs of {@code size} tokens that stand in the source.
     *
     * @param source {@code [rows, sourceLength]}; ids outside the vocabulary change nothing
     */
    public static NoRepeatedNgrams ofSource(int size, int[][] source) {
        return new NoRepeatedNgrams(size, source);
    }

    @Override
    public void process(int row, int[] tokens, float[] scores) {
        Vocabulary.forbid(concerns(row, tokens), scores);
    }

    @Override
    public int[] concerns(int row, int[] tokens) {
        int[] seen = source == null ? tokens : source[row];
        int begun = tokens.length - size + 1;
        if (begun < 0) {
            return NOTHING;
        }
        return IntStream.range(size - 1, seen.length)
                .filter(end -> Arrays.equals(seen, end - size + 1, end, tokens, begun, tokens.length))
                .map(end -> seen[end])
                .toArray();
    }
}
