package triptych.apps;

/** Which of its words a Firefox Translations student scores. */
public enum Words {
    /** All of them. */
    ALL,
    /**
     * Those that the shortlist beside the model, {@code lex.*.s2t.bin}, names for the words of the source, a few
     * hundred of tens of thousands: faster, and nearly always the same text.
     */
    SHORTLIST
}
