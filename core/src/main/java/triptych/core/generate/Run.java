package triptych.core.generate;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import triptych.core.generate.Generated.Ending;

/** What greedy search, sampling and beam search share in one run: steps, rules and ends. */
final class Run {

    final Request request;
    final GenerationSettings settings;
    final Limits limits;

    private final Session session;
    private final Processors processors;
    private final Scores form;
    private final Set<Integer> ends;
    private final float[] scores;

    Run(Session session, Request request, GenerationSettings settings) {
        if (session.rows() != request.rows()) {
            throw new IllegalArgumentException(
                    "the session has " + session.rows() + " rows, the request has " + request.rows());
        }
        this.session = session;
        this.request = request;
        this.settings = settings;
        limits = Limits.of(settings.lengths(), request);
        processors = Processors.of(settings, request, limits);
        form = settings.beams().numBeams() > 1 ? Scores.LOG_PROBABILITIES : Scores.LOGITS;
        ends = new HashSet<>(settings.special().eosTokenId());
        scores = new float[session.words()];
    }

    /** Feeds the prompts, then repeats every row: its sequences or beams stand together. */
    float[] begin(int times) {
        for (int row = 0; row < request.rows(); row++) {
            checkPosition(row, 0);
        }
        float[] all = step(request.prompt());
        if (times == 1) {
            return all;
        }
        int[] rows = new int[request.rows() * times];
        float[] repeated = new float[rows.length * scores.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i / times;
            System.arraycopy(all, rows[i] * scores.length, repeated, i * scores.length, scores.length);
        }
        session.keep(rows);
        return repeated;
    }

    /**
     * Goes on with some rows and feeds a token to each.
     *
     * @param kept numbers of the rows before, which {@code tokens} continue
     */
    float[] next(int[] kept, int[] tokens) {
        if (kept.length != session.rows() || !isInOrder(kept)) {
            session.keep(kept);
        }
        return step(Arrays.stream(tokens).mapToObj(token -> new int[] {token}).toArray(int[][]::new));
    }

    /** Refuses a step that would take a row of the request beyond the model's positions. */
    void checkPosition(int row, int written) {
        int needed = request.ownLength(row) + written;
        if (needed > session.maxPositions()) {
            throw new IllegalArgumentException(
                    "row " + row + ": would need " + needed + " positions, but the model has " + session.maxPositions()
                            + ": needs a shorter prompt, or a smaller max_length or max_new_tokens");
        }
    }

    private float[] step(int[][] tokens) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("generation was interrupted between two tokens");
        }
        float[] all = session.step(tokens, form);
        if (all.length != tokens.length * scores.length) {
            throw new IllegalStateException("the session gave " + all.length + " scores for " + tokens.length
                    + " rows of " + scores.length + " words");
        }
        return all;
    }

    /**
     * Returns a row's processed scores; good until the next call.
     *
     * @param at the row's place in the session
     * @param row its number in the request
     */
    float[] processed(float[] all, int at, int row, int[] tokens) {
        int from = at * scores.length;
        System.arraycopy(all, from, scores, 0, scores.length);
        if (form == Scores.LOGITS) {
            processors.process(row, tokens, scores);
        } else {
            processors.processCopy(row, tokens, scores, all, from);
        }
        return scores;
    }

    boolean isEnd(int token) {
        return ends.contains(token);
    }

    /** Whether a sequence of this length is not continued, or time is over. */
    boolean isLast(int length) {
        return length >= limits.maxLength() || limits.isOver();
    }

    /** Why a finished sequence ends. */
    Ending ending(int[] tokens) {
        if (isEnd(tokens[tokens.length - 1])) {
            return Ending.END_TOKEN;
        }
        return tokens.length >= limits.maxLength() ? Ending.MAX_LENGTH : Ending.MAX_TIME;
    }

    Generated generated(int[] tokens, @Nullable Float score, Ending ending) {
        return new Generated(tokens, limits.promptLength(), score, ending);
    }

    private static boolean isInOrder(int[] rows) {
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] != i) {
                return false;
            }
        }
        return true;
    }
}
