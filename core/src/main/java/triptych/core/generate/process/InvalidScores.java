package triptych.core.generate.process;

/** Replaces what is not a finite number: NaN by 0, infinities by the greatest and the least number. */
public final class InvalidScores implements ScoreProcessor {

    @Override
    public void process(int row, int[] tokens, float[] scores) {
        for (int word = 0; word < scores.length; word++) {
            if (Float.isNaN(scores[word])) {
                scores[word] = 0;
            } else if (Float.isInfinite(scores[word])) {
                scores[word] = Math.copySign(Float.MAX_VALUE, scores[word]);
            }
        }
    }
}
