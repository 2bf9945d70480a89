package triptych.text.token;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * Encoded texts as rows of one length.
 *
 * @param ids [texts, length], padding included
 * @param mask [texts, length], 1 for tokens, 0 for padding
 * @param typeIds [texts, length], 0 for padding
 */
@SuppressWarnings("ArrayRecordComponent") // not boxed; equality is not asked for
public record PaddedBatch(int[][] ids, int[][] mask, int[][] typeIds) {

    /**
     * Fills all rows to the length of the longest.
     *
     * @param padding the id to fill with; may be empty if all have one length
     * @throws IllegalArgumentException if there are no encodings, or there is nothing to fill with
     */
    public static PaddedBatch of(List<Encoding> encodings, OptionalInt padding, PaddingSide side) {
        int length = encodings.stream()
                .mapToInt(Encoding::length)
                .max()
                .orElseThrow(() -> new IllegalArgumentException("a batch needs at least one text"));
        boolean even = encodings.stream().allMatch(row -> row.length() == length);
        if (!even && padding.isEmpty()) {
            throw new IllegalArgumentException(
                    "the texts have different lengths, and the tokenizer has no padding token: encode them one by one");
        }
        int[][] ids = new int[encodings.size()][length];
        int[][] mask = new int[encodings.size()][length];
        int[][] typeIds = new int[encodings.size()][length];
        for (int i = 0; i < ids.length; i++) {
            Encoding row = encodings.get(i);
            int at = side == PaddingSide.LEFT ? length - row.length() : 0;
            Arrays.fill(ids[i], padding.orElse(0));
            System.arraycopy(row.ids(), 0, ids[i], at, row.length());
            System.arraycopy(row.mask(), 0, mask[i], at, row.length());
            System.arraycopy(row.typeIds(), 0, typeIds[i], at, row.length());
        }
        return new PaddedBatch(ids, mask, typeIds);
    }

    /** The length of every row. */
    public int length() {
        return ids[0].length;
    }
}
