package triptych.service.http;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import triptych.service.problem.Problem;
import triptych.service.problem.ProblemException;

/** Makes of an error what a client is told, and keeps the rest for the log. */
final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    /**
     * What a client is told.
     *
     * @param requestId stands in the log too
     * @return empty if nobody waits any more
     */
    static Optional<Problem> problem(Throwable error, String requestId) {
        Throwable cause = error;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof ProblemException known) {
            return Optional.of(known.problem());
        }
        if (cause instanceof CancellationException) {
            return Optional.empty();
        }
        LOG.error("request {} failed", requestId, cause);
        return Optional.of(
                Problem.of(500, "internal", "an internal error; the service's log has it under " + requestId));
    }
}
