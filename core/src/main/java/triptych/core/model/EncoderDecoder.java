package triptych.core.model;

import org.jspecify.annotations.Nullable;
import triptych.core.ops.Ops;

/** Reads a source once, then writes a target step by step. */
public interface EncoderDecoder extends Decoder {

    /**
     * The source's vectors, {@code [batch, source, width]}.
     *
     * @param source ids {@code [batch, length]} of a text, or pixels {@code [batch, channels, height, width]}
     * @param mask 0 where a text is padded; null for pictures
     */
    <T> T encode(Ops<T> ops, T source, @Nullable T mask);

    /** How many words a source may be made of; 0 where it is a picture. */
    default int sourceWords() {
        return 0;
    }

    /** How many positions a text's source may have; {@link Integer#MAX_VALUE} where there is no table of them. */
    default int maxSourcePositions() {
        return Integer.MAX_VALUE;
    }
}
