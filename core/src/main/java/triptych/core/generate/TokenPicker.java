package triptych.core.generate;

import java.util.SplittableRandom;

/** Chooses a token by its score. */
interface TokenPicker {

    /**
     * Returns a token.
     *
     * @param scores after all processors
     * @throws IllegalStateException if a score is NaN, or none is above minus infinity
     */
    int pick(float[] scores);

    /** Takes the best; of equal ones the lowest id. */
    static int best(float[] scores) {
        int best = -1;
        float greatest = Float.NEGATIVE_INFINITY;
        for (int word = 0; word < scores.length; word++) {
            float score = scores[word];
            if (score > greatest) {
                greatest = score;
                best = word;
            } else if (Float.isNaN(score)) {
                throw notANumber(word);
            }
        }
        if (best < 0) {
            throw new IllegalStateException("every word is forbidden: the options leave nothing to write");
        }
        return best;
    }

    /** Draws by the scores' softmax. */
    static TokenPicker drawing(SplittableRandom random) {
        return scores -> {
            double greatest = scores[best(scores)];
            double sum = 0;
            for (float score : scores) {
                sum += weight(score, greatest);
            }
            double mark = random.nextDouble() * sum;
            double passed = 0;
            int last = 0;
            for (int word = 0; word < scores.length; word++) {
                double weight = weight(scores[word], greatest);
                if (weight > 0) {
                    passed += weight;
                    last = word;
                    if (passed > mark) {
                        break;
                    }
                }
            }
            return last;
        };
    }

    static IllegalStateException notANumber(int word) {
        return new IllegalStateException("the score of word " + word
                + " is NaN: the model's weights or inputs are not finite; remove_invalid_values hides it");
    }

    private static double weight(float score, double greatest) {
        return score == Float.NEGATIVE_INFINITY ? 0 : Math.exp(score - greatest);
    }
}
