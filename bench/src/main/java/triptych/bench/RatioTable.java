package triptych.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;

/** Comparisons as a table in Markdown: medians over rounds, and how far the rounds lie apart. */
final class RatioTable {

    private final RawFile raw;
    private final BiFunction<Comparison, Peer, Trial> trials;

    /**
     * A table of what {@code raw} holds.
     *
     * @param trials the trial of a comparison by us, or by its peer
     */
    RatioTable(RawFile raw, BiFunction<Comparison, Peer, Trial> trials) {
        this.raw = raw;
        this.trials = trials;
    }

    /** The lines; a comparison without a common round has none, unless one side failed. */
    List<String> lines(List<Comparison> comparisons) {
        List<String> lines = new ArrayList<>();
        lines.add("| row | ours | | beside | | ratio (least–greatest) | rounds | goal | |");
        lines.add("|---|---|---|---|---|---|---|---|---|");
        for (Comparison comparison : comparisons) {
            Trial ours = trials.apply(comparison, Peer.TRIPTYCH);
            Trial theirs = trials.apply(comparison, comparison.peer());
            List<Double> ratios = ratios(comparison, ours, theirs);
            if (!ratios.isEmpty()) {
                lines.add(line(comparison, ours, theirs, ratios));
            } else if (failed(ours) || failed(theirs)) {
                lines.add(failure(comparison, failed(ours) ? ours : theirs));
            }
        }
        return lines;
    }

    /** A ratio for each round that both sides have a figure of: rounds are minutes apart, and machines drift. */
    private List<Double> ratios(Comparison comparison, Trial ours, Trial theirs) {
        List<Double> ratios = new ArrayList<>();
        String field = comparison.figure().field();
        Map<Integer, Measured> others = raw.rounds(theirs);
        raw.rounds(ours).forEach((round, own) -> {
            Measured other = others.get(round);
            if (other != null
                    && own.number(field).isPresent()
                    && other.number(field).isPresent()) {
                ratios.add(comparison
                        .figure()
                        .ratio(
                                own.number(field).getAsDouble(),
                                other.number(field).getAsDouble()));
            }
        });
        return ratios;
    }

    private boolean failed(Trial trial) {
        return raw.rounds(trial).values().stream().anyMatch(Measured::failed);
    }

    private String line(Comparison comparison, Trial ours, Trial theirs, List<Double> ratios) {
        Summary ratio = Summary.of(ratios);
        Goal goal = comparison.goal();
        return cells(
                comparison.row().label(),
                comparison.precision(),
                figure(comparison, ours),
                comparison.peer().title() + " " + comparison.theirs(),
                figure(comparison, theirs),
                ratios.size() == 1
                        ? number("**%.2f**", ratio.median())
                        : number("**%.2f** (%.2f–%.2f)", ratio.median(), ratio.least(), ratio.greatest()),
                Integer.toString(ratios.size()),
                goal == null ? "" : goal.toString(),
                goal == null ? "" : goal.met(ratio.median()) ? "met" : "**not met**");
    }

    private static String failure(Comparison comparison, Trial failed) {
        return cells(
                comparison.row().label(),
                comparison.precision(),
                "",
                comparison.peer().title() + " " + comparison.theirs(),
                "",
                failed.peer().title() + " failed",
                "0",
                comparison.goal() == null ? "" : comparison.goal().toString(),
                comparison.goal() == null ? "" : "**not met**");
    }

    private String figure(Comparison comparison, Trial trial) {
        double median =
                Summary.of(raw.figures(trial, comparison.figure().field())).median();
        if (comparison.figure() == Comparison.Figure.MEMORY) {
            return number("%.0f MB", median);
        }
        Integer tokens = trial.row().newTokens();
        if (tokens != null) {
            return number("%.1f tokens/s", trial.row().batch() * tokens / median);
        }
        return median < 1 ? number("%.2f ms", median * 1000) : number("%.2f s", median);
    }

    private static String number(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private static String cells(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}
