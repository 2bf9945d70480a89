package triptych.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures us and our peers in turn, and prints ratios. */
@Command(
        name = "bench/compare",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every measurement is there, but of what was left out",
            "1:some failed",
            "2:wrong usage",
            "3:stopped by --within"
        },
        description = {
            "Measures Triptych and its peers in turn on the same rows, in rounds; prints a table of ratios in Markdown.",
            "Progress goes to the standard error. See bench/README.md."
        })
final class CompareCommand implements Callable<Integer> {

    /** The exit code of a run that {@code --within} ended. */
    private static final int STOPPED = 3;

    @Mixin
    private Where where;

    @Mixin
    private RowChoice choice;

    @Option(names = "--peer", arity = "1..*", split = ",", paramLabel = "NAME", description = "Only these peers.")
    private List<String> peers = List.of();

    @Option(
            names = "--precision",
            arity = "1..*",
            split = ",",
            paramLabel = "TYPE",
            description = "Only these precisions of ours.")
    private List<String> precisions = List.of();

    @Option(names = "--all", description = "Also rows that have no goal.")
    private boolean all;

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds (default: ${DEFAULT-VALUE}).")
    private int rounds = 5;

    @Option(
            names = "--repeats",
            paramLabel = "N",
            description = "At least so many calls of a row are timed in a round (default: ${DEFAULT-VALUE}).")
    private int repeats = 3;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "Fast rows are repeated for so long (default: ${DEFAULT-VALUE}).")
    private double seconds = 1;

    @Option(
            names = "--raw",
            paramLabel = "FILE",
            description = "Keeps every measurement, a line of JSON each. What it holds already is not measured again.")
    private @Nullable Path raw;

    @Option(
            names = "--within",
            paramLabel = "SECONDS",
            description =
                    "Begins no measurement after so many seconds; --raw lets another run go on (default: no end).")
    private int within = Integer.MAX_VALUE;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Places places = where.places();
        PeerVersions versions = PeerVersions.of(places);
        List<Comparison> comparisons = comparisons(places, versions);
        RawFile file = RawFile.open(raw);
        int code = measure(new Processes(places), trials(comparisons), file);
        print(places, versions, new RatioTable(file, this::trial).lines(comparisons));
        return code;
    }

    private List<Comparison> comparisons(Places places, PeerVersions versions) {
        for (Peer peer : Peer.values()) {
            if (!versions.has(peer)) {
                say("not installed, and left out: " + peer.title() + " (" + String.join(", ", peer.distributions())
                        + ") in " + (places.python() == null ? "no Python; see --python" : places.python()));
            }
        }
        peers.forEach(Peer::named); // refuses one that is not known
        Rows.ALL.stream()
                .filter(row -> choice.takes(row) && !places.has(row))
                .forEach(row -> say("left out, there is nothing to run it on: " + row.label()));
        List<Comparison> found = Comparisons.all().stream()
                .filter(comparison -> all || comparison.goal() != null || !peers.isEmpty())
                .filter(comparison -> choice.takes(comparison.row()))
                .filter(comparison ->
                        peers.isEmpty() || peers.contains(comparison.peer().title()))
                .filter(comparison -> precisions.isEmpty() || precisions.contains(comparison.precision()))
                .filter(comparison -> versions.has(comparison.peer()))
                .filter(comparison -> places.has(comparison.row()))
                .toList();
        if (found.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "nothing is left to compare");
        }
        return found;
    }

    private Trial trial(Comparison comparison, Peer peer) {
        boolean ours = peer == Peer.TRIPTYCH;
        return where.trial(
                peer, comparison.row(), ours ? comparison.precision() : comparison.theirs(), repeats, seconds);
    }

    /** Each trial once, those of a row side by side. */
    private List<Trial> trials(List<Comparison> comparisons) {
        Map<String, Trial> trials = new LinkedHashMap<>();
        for (Comparison comparison : comparisons) {
            for (Trial trial : List.of(trial(comparison, Peer.TRIPTYCH), trial(comparison, comparison.peer()))) {
                trials.putIfAbsent(trial.key(), trial);
            }
        }
        return List.copyOf(trials.values());
    }

    /** The exit code: whether every trial has a figure in every round. */
    private int measure(Processes processes, List<Trial> trials, RawFile file)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + within * 1_000_000_000L;
        int code = ExitCode.OK;
        for (int round = 1; round <= rounds; round++) {
            List<Trial> order = new ArrayList<>(trials);
            if (round % 2 == 0) {
                // Whoever runs second finds a warmer machine: take turns.
                Collections.reverse(order);
            }
            for (Trial trial : order) {
                if (file.has(trial, round)) {
                    continue;
                }
                if (System.nanoTime() > end) {
                    say("stopped after " + within + " s in round " + round + " of " + rounds);
                    return STOPPED;
                }
                Measured measured = processes.measure(trial).in(round);
                file.add(measured);
                code = measured.failed() ? ExitCode.SOFTWARE : code;
                say("round " + round + ": " + trial.label() + ": " + (measured.failed() ? "failed" : time(measured)));
                if (measured.unsteady()) {
                    say("  unsteady: something else ran, or the machine is throttled");
                }
            }
        }
        return code;
    }

    private static String time(Measured measured) {
        return measured.json().get("median_s") + " s, " + measured.json().get("peak_rss_mb") + " MB";
    }

    private void print(Places places, PeerVersions versions, List<String> table)
            throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        out.println(LocalDate.now(ZoneId.systemDefault()) + ", " + Machine.description() + ". "
                + Machine.own(places.home()) + ". "
                + String.join(
                        ", ",
                        versions.versions().entrySet().stream()
                                .map(entry -> entry.getKey() + " " + entry.getValue())
                                .toList())
                + ".");
        out.println();
        table.forEach(out::println);
    }

    private void say(String line) {
        spec.commandLine().getErr().println(line);
    }
}
