package triptych.core.generate;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** The best continuations of one row's beams, best first; of equal ones the earlier beam, then the lower word. */
final class Candidates {

    private final float[] ranks;
    private final float[] scores;
    private final int[] beams;
    private final int[] words;
    private int count;
    // What a word that nobody offered may score.
    private float others = Float.NEGATIVE_INFINITY;

    /** Keeps at most {@code size}. */
    Candidates(int size) {
        ranks = new float[size];
        scores = new float[size];
        beams = new int[size];
        words = new int[size];
    }

    /**
     * Looks at all continuations of a beam.
     *
     * @param before the beam's own score
     * @param next scores of the words, to be added to it
     * @param random null to rank by score; otherwise ranks are drawn, so that the kept ones are a sample without
     *     replacement by the softmax of the scores (Gumbel's trick)
     */
    void offer(int beam, float before, float[] next, @Nullable SplittableRandom random) {
        for (int word = 0; word < next.length; word++) {
            float score = before + next[word];
            float rank = random == null || score == Float.NEGATIVE_INFINITY ? score : score + noise(random);
            if (count < ranks.length || rank > ranks[count - 1]) {
                insert(beam, word, score, rank);
            }
            if (Float.isNaN(score)) {
                throw TokenPicker.notANumber(word);
            }
        }
    }

    /** The same for the words of a short list, which are ranked by score. */
    void offer(int beam, float before, Contenders few) {
        for (int i = 0; i < few.words().length; i++) {
            float score = before + few.scores()[i];
            if (count < ranks.length || score > ranks[count - 1]) {
                insert(beam, few.words()[i], score, score);
            }
        }
        others = Math.max(others, before + few.others());
    }

    /** Whether these are the best of all words, and not only of those that were offered. */
    boolean isCertain() {
        return count == ranks.length && ranks[count - 1] > others;
    }

    private static float noise(SplittableRandom random) {
        return (float) -Math.log(-Math.log(random.nextDouble(Double.MIN_NORMAL, 1)));
    }

    private void insert(int beam, int word, float score, float rank) {
        int at = count < ranks.length ? count++ : count - 1;
        for (; at > 0 && ranks[at - 1] < rank; at--) {
            ranks[at] = ranks[at - 1];
            scores[at] = scores[at - 1];
            beams[at] = beams[at - 1];
            words[at] = words[at - 1];
        }
        ranks[at] = rank;
        scores[at] = score;
        beams[at] = beam;
        words[at] = word;
    }

    int count() {
        return count;
    }

    float score(int at) {
        return scores[at];
    }

    int beam(int at) {
        return beams[at];
    }

    int word(int at) {
        return words[at];
    }
}
