package triptych.core.generate;

/**
 * Hears each token as soon as it is chosen. Greedy search and sampling only: a beam may still be dropped, so there is
 * nothing to tell before its end.
 */
@FunctionalInterface
public interface TokenListener {

    /**
     * Takes a token, the end token included. Rows are told in order within a step, and a row's tokens in order; called
     * on the generating thread.
     *
     * @param row of the request
     * @param sequence number among the row's returned sequences, from 0
     * @param token that was chosen
     * @return whether this sequence goes on; if not, it is returned as far as it is
     */
    boolean next(int row, int sequence, int token);
}
