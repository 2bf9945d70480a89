package triptych.core.run;

/** Says that what a call needs was closed: before the call, or between two of its steps. */
public final class ClosedException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    /**
     * Says what was closed.
     *
     * @param message such as "the model is closed"
     */
    public ClosedException(String message) {
        super(message);
    }
}
