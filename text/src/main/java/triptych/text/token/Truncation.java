package triptych.text.token;

/** What happens to texts with more tokens than allowed. */
public enum Truncation {
    /** They are refused. */
    NONE,
    /** The longer of the two texts loses tokens, then both by turns. */
    LONGEST_FIRST,
    /** The first text loses tokens. */
    ONLY_FIRST,
    /** The second text loses tokens. */
    ONLY_SECOND
}
