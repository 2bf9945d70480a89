package triptych.service.queue;

/** Hears the text for one input while it is written; called on the thread that writes. */
@FunctionalInterface
public interface PartSink {

    /**
     * Hears a part.
     *
     * @param token the token's id; -1 for what was held back when the text ended
     * @param text what it adds; may be empty
     */
    void part(int token, String text);
}
