package triptych.text.token;

/** The side on which the shorter rows of a batch are filled. */
public enum PaddingSide {
    /** Before the text, as decoder-only models need it. */
    LEFT,
    /** Behind the text. */
    RIGHT
}
