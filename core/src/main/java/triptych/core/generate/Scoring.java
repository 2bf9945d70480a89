package triptych.core.generate;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import triptych.core.generate.process.Softmax;

/**
 * Processes what a model says of the words that may follow a line: of all of them, or of the few that matter, with the
 * same result.
 */
final class Scoring {

    /** With more words than these, looking for them costs more than looking at all. */
    static final int LONGEST = 256;

    private final Processors processors;
    private final boolean renormalizes;
    private final int longest;
    private final float[] all;
    private final float[] few;

    /**
     * Processing of {@code words} scores a line.
     *
     * @param renormalizes whether scores are logarithms of probabilities, which have to add up to 1 when processed
     * @param longest how many words a short list may have; 0 for none at all
     */
    Scoring(Processors processors, int words, boolean renormalizes, int longest) {
        this.processors = processors;
        this.renormalizes = renormalizes;
        this.longest = longest;
        all = new float[words];
        few = new float[words];
        Arrays.fill(few, Float.NEGATIVE_INFINITY);
    }

    /**
     * The words whose scores must be known besides the {@code count} best.
     *
     * @param lines as they stand before the step
     * @return an ascending row a line, the last one repeated where a row has fewer than others; null if all words must
     *     be known, or so many that looking for them is not worth it
     */
    int @Nullable [][] names(List<Line> lines, int count) {
        int[][] names = new int[lines.size()][];
        int most = 1;
        for (int at = 0; at < names.length; at++) {
            int[] concerned =
                    processors.concerns(lines.get(at).row(), lines.get(at).tokens());
            if (concerned == null) {
                return null;
            }
            names[at] = Arrays.stream(concerned)
                    .filter(word -> word >= 0 && word < all.length)
                    .sorted()
                    .distinct()
                    .toArray();
            most = Math.max(most, names[at].length);
        }
        if (count + most + 1 > longest) {
            return null;
        }
        for (int at = 0; at < names.length; at++) {
            int known = names[at].length;
            names[at] = Arrays.copyOf(names[at], most);
            Arrays.fill(names[at], known, most, known == 0 ? 0 : names[at][known - 1]);
        }
        return names;
    }

    /**
     * How many of the best words must be asked for, so that {@code count} are left whatever becomes of the named ones,
     * and one that shows what the others score at most.
     */
    int asked(int[][] names, int count) {
        return Math.min(count + names[0].length + 1, all.length);
    }

    /** Processes all of a line's {@code scores}; good until the next call. */
    float[] all(Line line, float[] scores) {
        System.arraycopy(scores, 0, all, 0, all.length);
        processors.processAll(line.row(), line.tokens(), all);
        if (renormalizes) {
            Softmax.logInPlace(all, scores);
        }
        return all;
    }

    /**
     * Processes the scores of the words that matter.
     *
     * @param row of {@code top}
     * @param names of that row
     * @return null if only all scores can tell, not least which of them is not a number
     */
    @Nullable
    Contenders contenders(Line line, TopWords top, int row, int[] names) {
        int[] best = top.words()[row];
        int[] words = IntStream.concat(Arrays.stream(best), Arrays.stream(names))
                .sorted()
                .distinct()
                .toArray();
        put(best, top.scores()[row]);
        put(names, top.named()[row]);
        processors.processAll(line.row(), line.tokens(), few);
        float excess = renormalizes ? excess(names, top.named()[row]) : 0;
        float others = best.length == all.length ? Float.NEGATIVE_INFINITY : least(top.scores()[row]) - excess;
        float[] scores = new float[words.length];
        boolean sound = true;
        for (int i = 0; i < words.length; i++) {
            scores[i] = few[words[i]] - excess;
            sound &= !Float.isNaN(scores[i]);
            few[words[i]] = Float.NEGATIVE_INFINITY;
        }
        return sound ? new Contenders(words, scores, others) : null;
    }

    private void put(int[] words, float[] scores) {
        for (int i = 0; i < words.length; i++) {
            few[words[i]] = scores[i];
        }
    }

    private float excess(int[] names, float[] before) {
        double sum = 1;
        for (int i = 0; i < names.length; i++) {
            boolean counted = i > 0 && names[i] == names[i - 1];
            if (!counted && few[names[i]] != before[i]) {
                sum += Math.exp(few[names[i]]) - Math.exp(before[i]);
            }
        }
        return Softmax.logOfSum(sum);
    }

    private static float least(float[] scores) {
        float least = Float.POSITIVE_INFINITY;
        for (float score : scores) {
            least = Math.min(least, score);
        }
        return least;
    }
}
