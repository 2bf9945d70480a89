package triptych.core.generate;

/**
 * Makes the end more likely the longer a text gets: {@code exponential_decay_length_penalty}.
 *
 * @param start after how many new tokens
 * @param factor of the end's score per further token
 */
public record LengthDecay(int start, double factor) {}
