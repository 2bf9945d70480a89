package triptych.core.generate.process;

/**
 * Divides all scores: below 1 the best tokens gain, above 1 the others.
 *
 * @param temperature above 0
 */
public record Temperature(double temperature) implements ScoreProcessor {

    @Override
    public void process(int row, int[] tokens, float[] scores) {
        float divisor = (float) temperature;
        for (int word = 0; word < scores.length; word++) {
            scores[word] /= divisor;
        }
    }
}
