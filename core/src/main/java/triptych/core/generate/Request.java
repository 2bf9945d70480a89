package triptych.core.generate;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What to continue, a row each.
 *
 * @param prompt {@code [rows, length]}: start tokens, or the prompt of a model that only continues, padded on the left
 * @param promptMask {@code [rows, length]}: 0 for padding, 1 for tokens; null if nothing is padding
 * @param source {@code [rows, sourceLength]}: the tokens that options on the source look at, with padding as the
 *     encoder got them; null if there are none, as for pictures
 * @param positions what config.json calls {@code max_position_embeddings} (GPT-2: {@code n_positions}) at its top
 *     level; bounds the length where the settings give none; empty where the reference finds none: T5,
 *     vision-encoder-decoder
 */
@SuppressWarnings("ArrayRecordComponent") // matrices of ids: not boxed; equality is not asked for
public record Request(int[][] prompt, int @Nullable [][] promptMask, int @Nullable [][] source, OptionalInt positions) {

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if rows are missing, empty or of different lengths
     */
    public Request(int[][] prompt, int @Nullable [][] promptMask, int @Nullable [][] source, OptionalInt positions) {
        checkRows("prompt", prompt);
        if (promptMask != null) {
            checkRows("prompt mask", promptMask);
            if (promptMask.length != prompt.length || promptMask[0].length != prompt[0].length) {
                throw new IllegalArgumentException("prompt mask: is [" + promptMask.length + ", " + promptMask[0].length
                        + "], the prompt is [" + prompt.length + ", " + prompt[0].length + "]");
            }
        }
        if (source != null && source.length != prompt.length) {
            throw new IllegalArgumentException(
                    "source: has " + source.length + " rows, the prompt has " + prompt.length);
        }
        this.prompt = prompt;
        this.promptMask = promptMask;
        this.source = source;
        this.positions = positions;
    }

    /**
     * Continues texts with a model that only continues; its prompt is also what options on the source look at.
     *
     * @param prompt {@code [rows, length]}, padded on the left
     * @param mask {@code [rows, length]}: 0 for padding; null if there is none
     * @param positions as in {@link #positions()}
     */
    public static Request continuing(int[][] prompt, int @Nullable [][] mask, OptionalInt positions) {
        return new Request(prompt, mask, prompt, positions);
    }

    /**
     * Writes about sources: begins every row with the settings' start token.
     *
     * @param settings with {@code decoder_start_token_id}, or else {@code bos_token_id}
     * @param rows how many
     * @param source {@code [rows, sourceLength]}; null for pictures
     * @param positions as in {@link #positions()}
     * @throws IllegalArgumentException if no start token is set, or several but not one a row
     */
    public static Request writing(
            GenerationSettings settings, int rows, int @Nullable [][] source, OptionalInt positions) {
        int[] start = startTokens(settings.special(), rows);
        return new Request(
                Arrays.stream(start).mapToObj(token -> new int[] {token}).toArray(int[][]::new),
                null,
                source,
                positions);
    }

    /**
     * Writes about sources behind given tokens. As in the reference, start tokens are put before them if no row has its
     * own there already.
     *
     * @param settings as in {@link #writing}
     * @param prefix {@code [rows, length]}
     * @param source {@code [rows, sourceLength]}; null for pictures
     * @param positions as in {@link #positions()}
     */
    public static Request writingBehind(
            GenerationSettings settings, int[][] prefix, int @Nullable [][] source, OptionalInt positions) {
        checkRows("prefix", prefix);
        int[] start = startTokens(settings.special(), prefix.length);
        boolean started = false;
        for (int row = 0; row < prefix.length; row++) {
            started |= prefix[row][0] == start[row];
        }
        return new Request(started ? prefix : behind(start, prefix), null, source, positions);
    }

    /** How many rows. */
    public int rows() {
        return prompt.length;
    }

    /** How many tokens stand in each row, padding included. */
    public int promptLength() {
        return prompt[0].length;
    }

    /** Returns how much padding a row begins with. */
    public int padding(int row) {
        if (promptMask == null) {
            return 0;
        }
        int first = 0;
        while (first < promptLength() && promptMask[row][first] == 0) {
            first++;
        }
        return first == promptLength() ? 0 : first;
    }

    /** Returns how many of a row's prompt tokens are not padding. */
    int ownLength(int row) {
        return promptMask == null
                ? promptLength()
                : (int) Arrays.stream(promptMask[row]).filter(seen -> seen != 0).count();
    }

    private static int[] startTokens(SpecialTokens special, int rows) {
        List<Integer> start = special.decoderStartTokenId();
        if (start.isEmpty() && special.bosTokenId() != null) {
            start = List.of(special.bosTokenId());
        }
        if (start.isEmpty()) {
            throw new IllegalArgumentException(
                    "decoder_start_token_id: is not set, nor is bos_token_id; one must say how a text begins");
        }
        if (start.size() != 1 && start.size() != rows) {
            throw new IllegalArgumentException("decoder_start_token_id: has " + start.size() + " ids for " + rows
                    + " rows, needs one, or one a row");
        }
        int[] tokens = new int[rows];
        for (int row = 0; row < rows; row++) {
            tokens[row] = start.get(start.size() == 1 ? 0 : row);
        }
        return tokens;
    }

    private static int[][] behind(int[] start, int[][] prefix) {
        int[][] rows = new int[prefix.length][];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = new int[prefix[row].length + 1];
            rows[row][0] = start[row];
            System.arraycopy(prefix[row], 0, rows[row], 1, prefix[row].length);
        }
        return rows;
    }

    private static void checkRows(String name, int[][] rows) {
        if (rows.length == 0 || rows[0].length == 0) {
            throw new IllegalArgumentException(name + ": is empty, needs a row and a token at least");
        }
        for (int[] row : rows) {
            if (row.length != rows[0].length) {
                throw new IllegalArgumentException(name + ": has rows of " + rows[0].length + " and " + row.length
                        + " tokens, needs equal lengths");
            }
        }
    }
}
