package triptych.apps;

/**
 * How a pipeline runs.
 *
 * @param device {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:1}; {@code auto} is the first GPU where there is
 *     one
 * @param overlong what happens to texts that are too long
 * @param batchTokens the most tokens that run side by side, padding included; bounds memory
 * @param batchRows the most texts or pictures that run side by side
 */
public record OpenOptions(String device, Overlong overlong, int batchTokens, int batchRows) {

    private static final OpenOptions DEFAULTS = new OpenOptions("auto", Overlong.REFUSE, 4096, 32);

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if a number is below 1
     */
    public OpenOptions {
        if (batchTokens < 1 || batchRows < 1) {
            throw new IllegalArgumentException("a batch of at most " + batchTokens + " tokens and " + batchRows
                    + " rows; both must be at least 1");
        }
    }

    /** On a GPU where there is one; texts that are too long are refused; up to 32 rows side by side. */
    public static OpenOptions defaults() {
        return DEFAULTS;
    }

    /** On another device. */
    public OpenOptions withDevice(String name) {
        return new OpenOptions(name, overlong, batchTokens, batchRows);
    }

    /** With another treatment of texts that are too long. */
    public OpenOptions withOverlong(Overlong treatment) {
        return new OpenOptions(device, treatment, batchTokens, batchRows);
    }

    /** With other bounds of a batch. */
    public OpenOptions withBatches(int tokens, int rows) {
        return new OpenOptions(device, overlong, tokens, rows);
    }

    Batches batches() {
        return new Batches(batchTokens, batchRows);
    }
}
