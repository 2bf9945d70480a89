package triptych.core.nn;

import org.jspecify.annotations.Nullable;

/**
 * What a decoder's layers add to their scores.
 *
 * @param own to those of a row's own positions, broadcasts to {@code [batch, heads, length, cached + length]}; null
 *     hides nothing
 * @param source to those of its source's, broadcasts to {@code [sources, heads, length, source]}; null hides nothing
 * @param <T> an array, or a name in a recorded program
 */
public record Biases<T>(@Nullable T own, @Nullable T source) {}
