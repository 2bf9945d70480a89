package triptych.core.generate;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import triptych.core.generate.Generated.Ending;

/** What greedy search, sampling and beam search share in one run: steps, rules and ends. */
final class Run {

    final Request request;
    final GenerationSettings settings;
    final Limits limits;

    private final Session session;
    private final Scoring scoring;
    private final Scores form;
    private final Set<Integer> ends;
    // How many lines share a row of the session, which is so until the first of them goes on.
    private int times = 1;

    Run(Session session, Request request, GenerationSettings settings) {
        this(session, request, settings, Scoring.LONGEST);
    }

    /** A run with short lists of at most {@code longest} words; with 0, all scores are looked at. */
    Run(Session session, Request request, GenerationSettings settings, int longest) {
        if (session.rows() != request.rows()) {
            throw new IllegalArgumentException(
                    "the session has " + session.rows() + " rows, the request has " + request.rows());
        }
        this.session = session;
        this.request = request;
        this.settings = settings;
        limits = Limits.of(settings.lengths(), request);
        boolean beams = settings.beams().numBeams() > 1;
        form = beams ? Scores.LOG_PROBABILITIES : Scores.LOGITS;
        ends = new HashSet<>(settings.special().eosTokenId());
        Processors processors = Processors.of(settings, request, limits);
        // Neither the best word nor a draw changes when all scores sink alike.
        boolean renormalizes = settings.renormalizeLogits() && beams;
        // Draws need all scores.
        int listed = settings.sampling().doSample() ? 0 : longest;
        scoring = new Scoring(processors, session.words(), renormalizes, listed);
    }

    /**
     * Feeds the prompts.
     *
     * @param lines that they begin, of each row equally many, which stand together
     * @param count how many of the best words behind a line matter
     */
    Step begin(List<Line> lines, int count) {
        for (int row = 0; row < request.rows(); row++) {
            checkPosition(row, 0);
        }
        times = lines.size() / request.rows();
        return step(request.prompt(), lines, count);
    }

    /**
     * Goes on with some lines and feeds the last token of each.
     *
     * @param kept numbers of the lines before, which {@code lines} continue
     * @param count how many of the best words behind a line matter
     */
    Step next(int[] kept, List<Line> lines, int count) {
        int[] rows = Arrays.stream(kept).map(at -> at / times).toArray();
        times = 1;
        if (rows.length != session.rows() || !isInOrder(rows)) {
            session.keep(rows);
        }
        return step(lines.stream().map(line -> new int[] {line.last()}).toArray(int[][]::new), lines, count);
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

    private Step step(int[][] tokens, List<Line> lines, int count) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("generation was interrupted between two tokens");
        }
        List<Line> rows = IntStream.range(0, tokens.length)
                .mapToObj(row -> lines.get(row * times))
                .toList();
        int[][] names = scoring.names(rows, count);
        if (names != null) {
            TopWords top = session.top(tokens, form, scoring.asked(names, count), names);
            return new Step(scoring, lines, times, top.all(), top, names);
        }
        float[] all = session.step(tokens, form);
        int words = session.words();
        if (all.length != tokens.length * words) {
            throw new IllegalStateException(
                    "the session gave " + all.length + " scores for " + tokens.length + " rows of " + words + " words");
        }
        return new Step(
                scoring,
                lines,
                times,
                row -> Arrays.copyOfRange(all, row * words, (row + 1) * words),
                null,
                new int[0][]);
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
