package triptych.core.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import triptych.core.generate.ScriptedSession.Script;

/** Beam search word for word from its definition: all continuations listed, all sorted, nothing shared or skipped. */
final class SlowBeamSearch {

    private static final double NOTHING = -1e9;

    private final Script script;
    private final long source;
    private final Beams beams;
    private final int maxLength;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Text(int[] tokens, double score) {}

    SlowBeamSearch(Script script, long source, Beams beams, int maxLength) {
        this.script = script;
        this.source = source;
        this.beams = beams;
        this.maxLength = maxLength;
    }

    /** The finished texts, best first, behind one start token. */
    List<Text> run(int start) {
        int width = beams.numBeams();
        List<Text> running = List.of(new Text(new int[] {start}, 0));
        List<Text> finished = new ArrayList<>();
        while (true) {
            List<Text> continued = new ArrayList<>();
            for (Text text : running) {
                float[] next = script.logProbabilities(source, text.tokens());
                for (int word = 0; word < next.length; word++) {
                    int[] longer = Arrays.copyOf(text.tokens(), text.tokens().length + 1);
                    longer[longer.length - 1] = word;
                    continued.add(new Text(longer, text.score() + next[word]));
                }
            }
            List<Text> best = best(continued, 2 * width);
            List<Text> open = best.stream().filter(text -> !isWhole(text)).toList();
            best.stream()
                    .limit(width)
                    .filter(this::isWhole)
                    .map(text -> new Text(text.tokens(), text.score() / power(text.tokens().length - 1)))
                    .forEach(finished::add);
            finished = new ArrayList<>(best(finished, width));
            running = best(open, width);
            if (running.isEmpty() || mayStop(running.get(0), finished)) {
                return finished;
            }
        }
    }

    private boolean mayStop(Text best, List<Text> finished) {
        if (finished.size() < beams.numBeams()) {
            return false;
        }
        if (beams.earlyStopping() == EarlyStopping.TRUE) {
            return true;
        }
        boolean longest = beams.earlyStopping() == EarlyStopping.NEVER && beams.lengthPenalty() > 0;
        double hope = best.score() / power((longest ? maxLength : best.tokens().length) - 1);
        return hope <= finished.get(finished.size() - 1).score();
    }

    private boolean isWhole(Text text) {
        return text.tokens()[text.tokens().length - 1] == script.end() || text.tokens().length == maxLength;
    }

    private double power(int length) {
        return Math.pow(length, beams.lengthPenalty());
    }

    private static List<Text> best(List<Text> texts, int count) {
        return texts.stream()
                .filter(text -> text.score() > NOTHING)
                .sorted(Comparator.comparingDouble(Text::score).reversed())
                .limit(count)
                .toList();
    }
}
