package triptych.core.generate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import triptych.core.generate.Generated.Ending;

/**
 * The beam search of one row. Scores are float32 throughout, as the reference's: doubles would break ties otherwise.
 */
final class BeamRow {

    private final Run run;
    private final int row;
    private final @Nullable SplittableRandom random;
    private final int width;
    private List<Hypothesis> running = new ArrayList<>();
    private List<Hypothesis> finished;
    private boolean done;

    BeamRow(Run run, int row, @Nullable SplittableRandom random) {
        this.run = run;
        this.row = row;
        this.random = random;
        width = run.settings.beams().numBeams();
        int[] prompt = run.request.prompt()[row];
        // All beams begin alike: only the first may be continued, or every hypothesis would be there several times.
        for (int beam = 0; beam < width; beam++) {
            running.add(Hypothesis.running(prompt, beam == 0 ? 0 : Hypothesis.OUT));
        }
        finished = Collections.nCopies(width, Hypothesis.running(prompt, Hypothesis.OUT));
    }

    boolean isDone() {
        return done;
    }

    List<Hypothesis> running() {
        return running;
    }

    /** Refuses the next step if the model has no position for it. */
    void checkPosition() {
        run.checkPosition(row, running.get(0).tokens().length - run.limits.promptLength());
    }

    /** What the next step goes on with. */
    Stream<Line> lines() {
        return running.stream().map(one -> new Line(row, one.tokens()));
    }

    /** How many continuations it takes so that, whatever ends, all beams can go on. */
    static int candidates(GenerationSettings settings) {
        int ends = settings.special().eosTokenId().size();
        return Math.max(2, 1 + ends) * settings.beams().numBeams();
    }

    /**
     * Goes on by a token.
     *
     * @param at place of this row's first beam in {@code step}
     */
    void advance(Step step, int at) {
        List<Hypothesis> extended = extended(step, at);
        boolean last = run.isLast(extended.get(0).tokens().length);
        List<Boolean> whole =
                extended.stream().map(one -> last || run.isEnd(one.last())).toList();
        running = Hypothesis.best(width, unfinished(extended, whole));
        finished = Hypothesis.best(width, Stream.concat(finished.stream(), candidates(extended, whole)));
        done = !whole.contains(false) || isFull() || !canImprove();
    }

    private List<Hypothesis> extended(Step step, int at) {
        Candidates candidates = listed(step, at);
        if (candidates == null || !candidates.isCertain()) {
            candidates = new Candidates(candidates(run.settings));
            for (int beam = 0; beam < width; beam++) {
                candidates.offer(beam, running.get(beam).score(), step.all(at + beam), random);
            }
        }
        List<Hypothesis> extended = new ArrayList<>();
        for (int i = 0; i < candidates.count(); i++) {
            int beam = candidates.beam(i);
            extended.add(running.get(beam).extended(candidates.word(i), candidates.score(i), beam));
        }
        return extended;
    }

    private @Nullable Candidates listed(Step step, int at) {
        Candidates candidates = new Candidates(candidates(run.settings));
        for (int beam = 0; beam < width; beam++) {
            Contenders few = step.contenders(at + beam);
            if (few == null) {
                return null;
            }
            candidates.offer(beam, running.get(beam).score(), few);
        }
        return candidates;
    }

    private static Stream<Hypothesis> unfinished(List<Hypothesis> extended, List<Boolean> whole) {
        return IntStream.range(0, extended.size()).mapToObj(i -> {
            Hypothesis one = extended.get(i);
            return whole.get(i) ? one.scored(one.score() + Hypothesis.OUT, false) : one;
        });
    }

    /** All continuations with their final scores; only whole ones among the first {@code width} can win. */
    private Stream<Hypothesis> candidates(List<Hypothesis> extended, List<Boolean> whole) {
        float divisor = divisor(extended.get(0).tokens().length);
        return IntStream.range(0, extended.size()).mapToObj(i -> {
            Hypothesis one = extended.get(i);
            boolean ends = i < width && whole.get(i);
            return one.scored(one.score() / divisor + (ends ? 0 : Hypothesis.OUT), ends);
        });
    }

    private float divisor(int length) {
        int written = length - run.limits.promptLength();
        return (float) Math.pow(written, run.settings.beams().lengthPenalty());
    }

    private boolean isFull() {
        return run.settings.beams().earlyStopping() == EarlyStopping.TRUE
                && finished.stream().allMatch(Hypothesis::finished);
    }

    /** Whether the best running beam may still come before the worst finished one. */
    private boolean canImprove() {
        Beams beams = run.settings.beams();
        boolean longest = beams.earlyStopping() == EarlyStopping.NEVER && beams.lengthPenalty() > 0;
        Hypothesis best = running.get(0);
        float hope = best.score() / divisor(longest ? run.limits.maxLength() : best.tokens().length);
        boolean enough = finished.stream().allMatch(Hypothesis::finished);
        return hope > (enough ? finished.get(width - 1).score() : Hypothesis.OUT);
    }

    List<Generated> results() {
        return finished.stream()
                .limit(run.settings.numReturnSequences())
                .map(one -> run.generated(
                        one.tokens(), one.score(), one.finished() ? run.ending(one.tokens()) : Ending.NOTHING_LEFT))
                .toList();
    }
}
