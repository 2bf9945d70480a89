package triptych.core.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import triptych.core.generate.Generated.Ending;

/** Greedy search and sampling: every sequence takes one token a step and leaves when it is finished. */
final class TokenSearch {

    private final Run run;
    private final @Nullable TokenListener listener;
    private final int sequences;
    private final List<Sequence> all = new ArrayList<>();

    /** One that is being written. */
    private static final class Sequence {
        private final int row;
        private final int number;
        private final @Nullable TokenPicker picker;
        private int[] tokens;
        private @Nullable Ending ending;

        /** Begins with {@code prompt}; {@code picker} is null to take the best word. */
        Sequence(int row, int number, @Nullable TokenPicker picker, int[] prompt) {
            this.row = row;
            this.number = number;
            this.picker = picker;
            this.tokens = prompt;
        }

        Line line() {
            return new Line(row, tokens);
        }
    }

    TokenSearch(Run run, @Nullable TokenListener listener) {
        this.run = run;
        this.listener = listener;
        sequences = run.settings.numReturnSequences();
        Sampling sampling = run.settings.sampling();
        Chance chance = new Chance(sampling.seed());
        for (int row = 0; row < run.request.rows(); row++) {
            for (int number = 0; number < sequences; number++) {
                TokenPicker picker = sampling.doSample() ? TokenPicker.drawing(chance.stream(number)) : null;
                all.add(new Sequence(row, number, picker, run.request.prompt()[row]));
            }
        }
    }

    List<List<Generated>> run() {
        List<Sequence> live = all;
        Step step = run.begin(lines(live), 1);
        while (true) {
            for (int at = 0; at < live.size(); at++) {
                extend(live.get(at), at, step);
            }
            int[] kept = indexesOfUnfinished(live);
            if (kept.length == 0) {
                return results();
            }
            live = Arrays.stream(kept).mapToObj(live::get).toList();
            for (Sequence sequence : live) {
                run.checkPosition(sequence.row, sequence.tokens.length - run.limits.promptLength());
            }
            step = run.next(kept, lines(live), 1);
        }
    }

    private static List<Line> lines(List<Sequence> sequences) {
        return sequences.stream().map(Sequence::line).toList();
    }

    private void extend(Sequence sequence, int at, Step step) {
        TokenPicker picker = sequence.picker;
        int token = picker == null ? step.best(at) : picker.pick(step.all(at));
        sequence.tokens = Arrays.copyOf(sequence.tokens, sequence.tokens.length + 1);
        sequence.tokens[sequence.tokens.length - 1] = token;
        boolean goesOn = listener == null || listener.next(sequence.row, sequence.number, token);
        if (run.isEnd(token) || run.isLast(sequence.tokens.length)) {
            sequence.ending = run.ending(sequence.tokens);
        } else if (!goesOn) {
            sequence.ending = Ending.STOPPED;
        }
    }

    private static int[] indexesOfUnfinished(List<Sequence> live) {
        return IntStream.range(0, live.size())
                .filter(at -> live.get(at).ending == null)
                .toArray();
    }

    private List<List<Generated>> results() {
        List<List<Generated>> rows = new ArrayList<>();
        for (Sequence sequence : all) {
            if (sequence.number == 0) {
                rows.add(new ArrayList<>());
            }
            Ending ending = sequence.ending == null ? Ending.STOPPED : sequence.ending;
            rows.get(sequence.row).add(run.generated(sequence.tokens, null, ending));
        }
        return rows;
    }
}
