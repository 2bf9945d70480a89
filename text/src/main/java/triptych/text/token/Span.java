package triptych.text.token;

/**
 * A part of a text.
 *
 * @param start its first character, counted in Unicode code points from 0
 * @param end the character behind its last; equal to {@code start} for a token that stands for no text
 */
public record Span(int start, int end) {}
