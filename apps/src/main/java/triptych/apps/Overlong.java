package triptych.apps;

/** What happens to a text that has more tokens than a model takes. */
public enum Overlong {
    /** It is an error that says how long the text is and how long it may be. */
    REFUSE,
    /** What is too much is cut off: at the end, or, where a text is continued, at the beginning. */
    CUT
}
