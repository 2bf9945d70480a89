package triptych.core.generate;

/**
 * How far one run may go, settled from settings and request.
 *
 * @param promptLength what stands there, padding included
 * @param maxLength with the prompt
 * @param minLength with the prompt; no end token before
 * @param deadline on {@link System#nanoTime()}'s clock; meaningful if {@code timed}
 * @param timed whether there is a deadline
 */
record Limits(int promptLength, int maxLength, int minLength, long deadline, boolean timed) {

    private static final int DEFAULT_NEW_TOKENS = 20;

    static Limits of(Lengths lengths, Request request) {
        return of(lengths, request.promptLength(), request.positions().orElse(Integer.MAX_VALUE));
    }

    static Limits of(Lengths lengths, int promptLength, int positions) {
        long maxLength;
        if (lengths.maxNewTokens() != null) {
            maxLength = (long) promptLength + lengths.maxNewTokens();
        } else if (lengths.maxLength() != null) {
            maxLength = lengths.maxLength();
        } else {
            maxLength = Math.min(promptLength + DEFAULT_NEW_TOKENS, positions);
        }
        if (promptLength >= maxLength) {
            throw new IllegalArgumentException("the prompt has " + promptLength
                    + " tokens, padding included, but the text may only have " + maxLength
                    + ": needs a greater max_length, or max_new_tokens");
        }
        long minLength =
                lengths.minNewTokens() == null ? lengths.minLength() : (long) promptLength + lengths.minNewTokens();
        Double seconds = lengths.maxTime();
        return new Limits(
                promptLength,
                (int) Math.min(maxLength, Integer.MAX_VALUE),
                (int) Math.min(minLength, Integer.MAX_VALUE),
                seconds == null ? 0 : System.nanoTime() + (long) (seconds * 1e9),
                seconds != null);
    }

    boolean isOver() {
        return timed && System.nanoTime() - deadline > 0;
    }
}
