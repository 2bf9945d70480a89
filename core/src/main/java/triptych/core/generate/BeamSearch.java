package triptych.core.generate;

import java.util.ArrayList;
import java.util.List;

/** Beam search of all rows side by side; a row whose result is settled leaves. */
final class BeamSearch {

    private final Run run;
    private final int width;

    BeamSearch(Run run) {
        this.run = run;
        width = run.settings.beams().numBeams();
    }

    List<List<Generated>> run() {
        Sampling sampling = run.settings.sampling();
        Chance chance = new Chance(sampling.seed());
        List<BeamRow> all = new ArrayList<>();
        for (int row = 0; row < run.request.rows(); row++) {
            all.add(new BeamRow(run, row, sampling.doSample() ? chance.stream(0) : null));
        }
        float[] scores = run.begin(width);
        List<BeamRow> live = all;
        while (true) {
            for (int i = 0; i < live.size(); i++) {
                live.get(i).advance(scores, i * width);
            }
            if (live.stream().allMatch(BeamRow::isDone)) {
                return all.stream().map(BeamRow::results).toList();
            }
            scores = next(live);
            live = live.stream().filter(row -> !row.isDone()).toList();
        }
    }

    private float[] next(List<BeamRow> before) {
        List<Integer> kept = new ArrayList<>();
        List<Integer> tokens = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            if (!before.get(i).isDone()) {
                before.get(i).checkPosition();
                for (Hypothesis one : before.get(i).running()) {
                    kept.add(i * width + one.beam());
                    tokens.add(one.last());
                }
            }
        }
        return run.next(ints(kept), ints(tokens));
    }

    private static int[] ints(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }
}
