package triptych.service;

/** The service cannot start. */
public final class ServeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ServeException(String message, Throwable cause) {
        super(message, cause);
    }
}
