package triptych.bench;

import java.util.List;
import picocli.CommandLine.Option;

/** Which rows are wanted; an option that is not given leaves all. */
final class RowChoice {

    @Option(names = "--only", arity = "1..*", split = ",", paramLabel = "MODEL", description = "Only these models.")
    private List<String> models = List.of();

    @Option(names = "--task", arity = "1..*", split = ",", paramLabel = "TASK", description = "Only these tasks.")
    private List<String> tasks = List.of();

    @Option(names = "--batch", arity = "1..*", split = ",", paramLabel = "N", description = "Only these batches.")
    private List<Integer> batches = List.of();

    @Option(names = "--beam", arity = "1..*", split = ",", paramLabel = "N", description = "Only these beams.")
    private List<Integer> beams = List.of();

    @Option(
            names = "--length",
            arity = "1..*",
            split = ",",
            paramLabel = "N",
            description = "Only sources of these lengths.")
    private List<Integer> lengths = List.of();

    /** Whether {@code row} is one of them. */
    boolean takes(Row row) {
        return among(models, row.model())
                && among(tasks, row.task())
                && among(batches, row.batch())
                && (beams.isEmpty() || beams.contains(row.beam()))
                && (lengths.isEmpty() || lengths.contains(row.sourceLength()));
    }

    private static <T> boolean among(List<T> wanted, T value) {
        return wanted.isEmpty() || wanted.contains(value);
    }
}
