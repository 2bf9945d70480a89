package triptych.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import triptych.core.generate.TopWords;

/** The words that the rows of a session may use: all rows score those of any, each hides those of the others only. */
final class WordLists {

    private final List<BitSet> lists;
    private final int[] words;
    private final int count;

    /**
     * Checks.
     *
     * @param lists ids of a row's words
     * @param count how many words the model has
     * @throws IllegalArgumentException if a row has no word, or one that the model has not
     */
    WordLists(List<BitSet> lists, int count) {
        this.lists = lists;
        this.count = count;
        BitSet any = new BitSet(count);
        for (BitSet list : lists) {
            if (list.isEmpty() || list.length() > count) {
                throw new IllegalArgumentException("a row may use "
                        + (list.isEmpty() ? "no word" : "word " + (list.length() - 1)) + "; the model has " + count);
            }
            any.or(list);
        }
        words = any.stream().toArray();
    }

    /** The ids of all, {@code [n]}, ascending. */
    NDArray ids(NDManager manager) {
        return manager.create(Arrays.stream(words).asLongStream().toArray());
    }

    /** Minus infinity where a row may not use a word of another, else 0: {@code [rows, 1, n]}. */
    NDArray hidden(NDManager manager) {
        float[] hidden = new float[lists.size() * words.length];
        int at = 0;
        for (BitSet list : lists) {
            for (int word : words) {
                hidden[at++] = list.get(word) ? 0 : Float.NEGATIVE_INFINITY;
            }
        }
        return manager.create(hidden, new Shape(lists.size(), 1, words.length));
    }

    /** Scores of all words, row after row, from those of the listed ones. */
    float[] spread(float[] scores) {
        int rows = scores.length / words.length;
        float[] all = new float[rows * count];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(spread(scores, row), 0, all, row * count, count);
        }
        return all;
    }

    private float[] spread(float[] scores, int row) {
        float[] all = new float[count];
        Arrays.fill(all, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < words.length; i++) {
            all[words[i]] = scores[row * words.length + i];
        }
        return all;
    }

    /**
     * The best words of each row, from the scores of the listed ones.
     *
     * @param most how many, if so many are listed
     * @param named as in {@link triptych.core.generate.Session#top}
     */
    TopWords top(float[] scores, int most, int[][] named) {
        int[][] places = new int[named.length][];
        for (int row = 0; row < named.length; row++) {
            places[row] = Arrays.stream(named[row])
                    .map(word -> Math.max(0, Arrays.binarySearch(words, word)))
                    .toArray();
        }
        TopWords listed = TopWords.of(scores, Math.min(most, words.length), places);
        for (int[] best : listed.words()) {
            Arrays.setAll(best, i -> words[best[i]]);
        }
        for (int row = 0; row < named.length; row++) {
            for (int i = 0; i < named[row].length; i++) {
                if (words[places[row][i]] != named[row][i]) {
                    listed.named()[row][i] = Float.NEGATIVE_INFINITY;
                }
            }
        }
        return new TopWords(listed.words(), listed.scores(), listed.named(), row -> spread(scores, row));
    }
}
