package triptych.apps.parity;

/** A case asks for what is not known here, so that it cannot be said to hold. */
final class NotRunException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param reason what is not known */
    NotRunException(String reason) {
        super(reason);
    }
}
