package triptych.apps;

/**
 * Follows texts while greedy search or sampling writes them. A beam search cannot be followed: what it has written may
 * still be dropped.
 *
 * <p>A followed text that reaches the model's last position ends there, so that those beside it go on. Called on the
 * thread that writes.
 */
@FunctionalInterface
public interface Follower {

    /**
     * Whether the text about an input goes on; asked after each of its tokens. Where it does not, the text is returned
     * as far as it is, and its place is free at the next token.
     *
     * @param input its number in the call, from 0
     */
    boolean goesOn(int input);

    /**
     * Whether the parts of the text about an input are told. They cannot be where several texts are asked for an input.
     *
     * @param input its number in the call, from 0
     */
    default boolean hears(int input) {
        return false;
    }

    /**
     * Hears a part of a text: what a token adds to it. All parts together are the text that is returned; where a
     * tokenizer cleans up what stands before a token, the text that is returned counts.
     *
     * @param input its number in the call, from 0
     * @param token the token's id, or -1 for what was held back when the text ends
     * @param text what it adds; empty for an end token, and while a character is not complete
     */
    default void part(int input, int token, String text) {}
}
