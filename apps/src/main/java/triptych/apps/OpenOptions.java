package triptych.apps;

import triptych.core.model.Devices;
import triptych.core.model.Running;

/**
 * How a pipeline runs.
 *
 * @param device {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:1}; {@code auto} is the first GPU where there is
 *     one
 * @param execution {@code compiled}: as a recorded program; {@code eager}: operation by operation, which is slower and
 *     takes as much memory
 * @param precision {@code float32}, which is exact; {@code float16}, {@code int8} or, on a GPU, {@code bfloat16}, which
 *     are faster, for models that run compiled
 * @param overlong what happens to texts that are too long
 * @param batchTokens the most tokens that run side by side, padding included, and once for each beam; bounds memory. A
 *     longer text runs alone, up to the model's own limit; for a model without one this is the limit
 * @param batchRows the most texts or pictures that run side by side
 * @param decoder what decodes picture files
 * @param words which words a Firefox student scores; other models refuse {@link Words#SHORTLIST}
 */
public record OpenOptions(
        String device,
        String execution,
        String precision,
        Overlong overlong,
        int batchTokens,
        int batchRows,
        PictureDecoder decoder,
        Words words) {

    private static final OpenOptions DEFAULTS =
            new OpenOptions("auto", "compiled", "float32", Overlong.REFUSE, 4096, 32, PictureDecoder.JAVA, Words.ALL);

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
        return new OpenOptions(name, execution, precision, overlong, batchTokens, batchRows, decoder, words);
    }

    /** As a recorded program ({@code compiled}), or operation by operation ({@code eager}). */
    public OpenOptions withExecution(String name) {
        return new OpenOptions(device, name, precision, overlong, batchTokens, batchRows, decoder, words);
    }

    /** With matrices of {@code float32}, {@code float16}, {@code bfloat16} or {@code int8}. */
    public OpenOptions withPrecision(String name) {
        return new OpenOptions(device, execution, name, overlong, batchTokens, batchRows, decoder, words);
    }

    /** With another treatment of texts that are too long. */
    public OpenOptions withOverlong(Overlong treatment) {
        return new OpenOptions(device, execution, precision, treatment, batchTokens, batchRows, decoder, words);
    }

    /** With another decoder of picture files. */
    public OpenOptions withDecoder(PictureDecoder choice) {
        return new OpenOptions(device, execution, precision, overlong, batchTokens, batchRows, choice, words);
    }

    /** With another choice of the words that are scored. */
    public OpenOptions withWords(Words choice) {
        return new OpenOptions(device, execution, precision, overlong, batchTokens, batchRows, decoder, choice);
    }

    /** With other bounds of a batch. */
    public OpenOptions withBatches(int tokens, int rows) {
        return new OpenOptions(device, execution, precision, overlong, tokens, rows, decoder, words);
    }

    /**
     * Where and how models run that score all their words.
     *
     * @throws IllegalArgumentException if there is no such device, execution or precision, or they don't go together;
     *     or if a shortlist is asked for
     */
    Running running() {
        if (words == Words.SHORTLIST) {
            throw new IllegalArgumentException(
                    "a shortlist is asked for; only the students of Firefox Translations have one");
        }
        return studentRunning();
    }

    /** The same for a Firefox student. */
    Running studentRunning() {
        return new Running(Devices.named(device), Running.how(execution), Running.precision(precision));
    }

    Batches batches() {
        return new Batches(batchTokens, batchRows);
    }
}
