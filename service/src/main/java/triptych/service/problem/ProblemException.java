package triptych.service.problem;

import java.util.List;

/**
 * Ends the work on a request with a {@link Problem} that its client is told. It has no stack trace: nobody needs it.
 */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    /** With a problem of any kind. */
    public ProblemException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    /** What the client is told. */
    public Problem problem() {
        return problem;
    }

    /** 400: the request is not what the contract says. */
    public static ProblemException malformed(String pointer, String detail) {
        return faulty(400, pointer, detail);
    }

    /** 422: the request is as the contract says, and cannot be done. */
    public static ProblemException impossible(String pointer, String detail) {
        return faulty(422, pointer, detail);
    }

    private static ProblemException faulty(int status, String pointer, String detail) {
        String shown = pointer.isEmpty() ? detail : pointer + ": " + detail;
        return new ProblemException(new Problem(status, "validation", shown, List.of(new Fault(pointer, detail)), 0));
    }

    /** 404: there is no such thing. */
    public static ProblemException unknown(String detail) {
        return new ProblemException(Problem.of(404, "not_found", detail));
    }

    /** 413: more bytes than are taken. */
    public static ProblemException tooLarge(String detail) {
        return new ProblemException(Problem.of(413, "too_large", detail));
    }

    /** 415: of a type that is not taken. */
    public static ProblemException wrongType(String detail) {
        return new ProblemException(Problem.of(415, "unsupported_type", detail));
    }

    /** 429: too much to do; come again. */
    public static ProblemException overloaded(String detail, int retryAfterSeconds) {
        return new ProblemException(new Problem(429, "overloaded", detail, List.of(), retryAfterSeconds));
    }

    /** 503: not yet, or not any more. */
    public static ProblemException unavailable(String detail) {
        return new ProblemException(new Problem(503, "unhealthy", detail, List.of(), 1));
    }

    /** 504: not answered in time. */
    public static ProblemException expired(String detail) {
        return new ProblemException(Problem.of(504, "timeout", detail));
    }
}
