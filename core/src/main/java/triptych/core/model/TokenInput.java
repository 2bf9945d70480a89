package triptych.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

/**
 * Checks token ids that come from outside. PyTorch looks them up unchecked: its own error names neither the input nor
 * the number, and on a GPU the process is lost.
 */
public final class TokenInput {

    private TokenInput() {}

    /**
     * Refuses ids that a model could not look up.
     *
     * @param name of the input, for errors
     * @param ids {@code [batch, length]} of int64
     * @param words how many there are to look up
     * @param positions how long a row may be
     * @return {@code ids}
     * @throws IllegalArgumentException if there is no token, or one that is not in the table, or a row is too long
     */
    public static NDArray checked(String name, NDArray ids, int words, int positions) {
        if (ids.getDataType() != DataType.INT64 || ids.getShape().dimension() != 2) {
            throw new IllegalArgumentException(
                    name + ": is " + ids.getDataType() + " " + ids.getShape() + ", needs int64 (batch, length)");
        }
        long length = ids.getShape().get(1);
        if (ids.size() == 0) {
            throw new IllegalArgumentException(name + ": is " + ids.getShape() + ", needs a row and a token at least");
        }
        if (length > positions) {
            throw new IllegalArgumentException(
                    name + ": has " + length + " tokens a row; the model has " + positions + " positions");
        }
        for (long id : ids.toLongArray()) {
            if (id < 0 || id >= words) {
                throw new IllegalArgumentException(name + ": holds " + id + "; numbers go from 0 to " + (words - 1));
            }
        }
        return ids;
    }
}
