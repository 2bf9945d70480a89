package triptych.core.ops;

/**
 * What attention looks at.
 *
 * @param keys {@code [batch, heads, length, headWidth]}
 * @param values same shape as {@code keys}
 * @param <T> an array, or a name in a recorded program
 */
public record KeyValues<T>(T keys, T values) {

    /** Adds {@code more} positions. */
    public KeyValues<T> append(Ops<T> ops, KeyValues<T> more) {
        return new KeyValues<>(ops.append(keys, more.keys), ops.append(values, more.values));
    }
}
