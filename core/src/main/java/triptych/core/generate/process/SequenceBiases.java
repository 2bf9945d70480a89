package triptych.core.generate.process;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds to the score of a sequence's last token where the others stand before it; minus infinity forbids it. */
public final class SequenceBiases implements ScoreProcessor {

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Bias(int[] before, int last, float value) {}

    private final String option;
    private final List<Bias> biases;
    private float[] sums = new float[0];

    private SequenceBiases(String option, List<Bias> biases) {
        this.option = option;
        this.biases = biases;
    }

    /**
     * Adds biases.
     *
     * @param option that asks for it; errors name it
     * @param biases of sequences that are not empty
     */
    public static SequenceBiases of(String option, Map<List<Integer>, Double> biases) {
        return new SequenceBiases(
                option,
                biases.entrySet().stream()
                        .map(entry -> bias(entry.getKey(), entry.getValue().floatValue()))
                        .toList());
    }

    /**
     * Forbids to complete words.
     *
     * @param words sequences that are not empty
     * @param ends end tokens; a word of just one of these stays allowed
     */
    public static SequenceBiases banning(List<List<Integer>> words, List<Integer> ends) {
        Map<List<Integer>, Double> banned = new LinkedHashMap<>();
        for (List<Integer> word : words) {
            if (word.size() > 1 || !ends.contains(word.get(0))) {
                banned.put(word, Double.NEGATIVE_INFINITY);
            }
        }
        return of("bad_words_ids", banned);
    }

    private static Bias bias(List<Integer> tokens, float value) {
        int[] ids = tokens.stream().mapToInt(Integer::intValue).toArray();
        return new Bias(Arrays.copyOf(ids, ids.length - 1), ids[ids.length - 1], value);
    }

    @Override
    public void process(int row, int[] tokens, float[] scores) {
        if (sums.length != scores.length) {
            checkVocabulary(scores.length);
            sums = new float[scores.length];
        }
        // Biases of one token add up before they meet its score: another order rounds otherwise than the reference.
        for (Bias bias : biases) {
            if (follows(tokens, bias.before())) {
                sums[bias.last()] += bias.value();
            }
        }
        for (Bias bias : biases) {
            scores[bias.last()] += sums[bias.last()];
            sums[bias.last()] = 0;
        }
    }

    @Override
    public int[] concerns(int row, int[] tokens) {
        return biases.stream()
                .filter(bias -> follows(tokens, bias.before()))
                .mapToInt(Bias::last)
                .toArray();
    }

    private static boolean follows(int[] tokens, int[] before) {
        int from = tokens.length - before.length;
        return from >= 0 && Arrays.equals(tokens, from, tokens.length, before, 0, before.length);
    }

    private void checkVocabulary(int words) {
        for (Bias bias : biases) {
            for (int token : bias.before()) {
                Vocabulary.require(option, token, words);
            }
            Vocabulary.require(option, bias.last(), words);
        }
    }
}
