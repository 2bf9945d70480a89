package triptych.core.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

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
        Step step = run.begin(lines(all), BeamRow.candidates(run.settings));
        List<BeamRow> live = all;
        while (true) {
            for (int i = 0; i < live.size(); i++) {
                live.get(i).advance(step, i * width);
            }
            if (live.stream().allMatch(BeamRow::isDone)) {
                return all.stream().map(BeamRow::results).toList();
            }
            step = next(live);
            live = live.stream().filter(row -> !row.isDone()).toList();
        }
    }

    private Step next(List<BeamRow> before) {
        IntStream.Builder kept = IntStream.builder();
        for (int i = 0; i < before.size(); i++) {
            if (!before.get(i).isDone()) {
                before.get(i).checkPosition();
                for (Hypothesis one : before.get(i).running()) {
                    kept.add(i * width + one.beam());
                }
            }
        }
        List<BeamRow> open = before.stream().filter(row -> !row.isDone()).toList();
        return run.next(kept.build().toArray(), lines(open), BeamRow.candidates(run.settings));
    }

    private static List<Line> lines(List<BeamRow> rows) {
        return rows.stream().flatMap(BeamRow::lines).toList();
    }
}
