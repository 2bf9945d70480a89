package triptych.service.problem;

import java.util.List;

/**
 * Why a request is not answered, as RFC 9457 tells it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">Problem Details for HTTP APIs</a>
 * @param status of HTTP
 * @param kind in a word, for programs; those of Text Generation Inference where it has one
 * @param detail for people; nothing of the service's inside
 * @param faults the parts of the request that are wrong
 * @param retryAfterSeconds when to come again; 0 if that is not said
 */
public record Problem(int status, String kind, String detail, List<Fault> faults, int retryAfterSeconds) {

    /** Copies. */
    public Problem {
        faults = List.copyOf(faults);
    }

    /** A problem in general. */
    public static Problem of(int status, String kind, String detail) {
        return new Problem(status, kind, detail, List.of(), 0);
    }
}
