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
}
