package triptych.service.http;

import triptych.service.problem.ProblemException;
import triptych.service.settings.LimitSettings;

/** Bounds how many requests are worked on, and how many bytes of bodies are in memory. Threads may share it. */
final class Admission {

    private static final int RETRY_SECONDS = 1;

    private final int mostRequests;
    private final long mostBytes;
    private int requests;
    private long bytes;

    Admission(LimitSettings limits) {
        mostRequests = limits.requests();
        mostBytes = limits.bodyBytes();
    }

    /** A request that was let in, with the bytes it holds; closed when it has been answered. */
    final class Pass implements AutoCloseable {

        private long held;
        private boolean closed;

        private Pass() {}

        /**
         * Takes memory for a body.
         *
         * @throws ProblemException 429 if there is too little
         */
        void take(long more) {
            synchronized (Admission.this) {
                if (closed) {
                    return;
                }
                if (bytes + more > mostBytes) {
                    throw ProblemException.overloaded(
                            "requests of " + bytes + " bytes are in memory already", RETRY_SECONDS);
                }
                bytes += more;
                held += more;
            }
        }

        @Override
        public void close() {
            synchronized (Admission.this) {
                if (!closed) {
                    closed = true;
                    requests--;
                    bytes -= held;
                }
            }
        }
    }

    /**
     * Lets a request in.
     *
     * @throws ProblemException 429 if there are too many
     */
    synchronized Pass enter() {
        if (requests >= mostRequests) {
            throw ProblemException.overloaded(requests + " requests are being answered already", RETRY_SECONDS);
        }
        requests++;
        return new Pass();
    }
}
