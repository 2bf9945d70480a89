package triptych.core.generate;

/**
 * What becomes of tokens that stood before.
 *
 * @param repetitionPenalty {@code repetition_penalty}: scores of tokens in prompt or text are divided by it, negative
 *     ones multiplied; 1 is off
 * @param encoderRepetitionPenalty {@code encoder_repetition_penalty}: the other way round, for tokens of the source; 1
 *     is off
 * @param noRepeatNgramSize {@code no_repeat_ngram_size}: no run of so many tokens twice; 0 is off
 * @param encoderNoRepeatNgramSize {@code encoder_no_repeat_ngram_size}: no run of so many tokens of the source; 0 is
 *     off
 */
public record Repetition(
        double repetitionPenalty,
        double encoderRepetitionPenalty,
        int noRepeatNgramSize,
        int encoderNoRepeatNgramSize) {

    /** Checks. */
    public Repetition {
        Settings.positive("repetition_penalty", repetitionPenalty);
        Settings.positive("encoder_repetition_penalty", encoderRepetitionPenalty);
        Settings.atLeast(0, "no_repeat_ngram_size", noRepeatNgramSize);
        Settings.atLeast(0, "encoder_no_repeat_ngram_size", encoderNoRepeatNgramSize);
    }
}
