package triptych.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The measurements so far, by trial and round; kept in a file, so that a comparison goes on where it was stopped. */
final class RawFile {

    private final @Nullable Path file;
    private final Map<String, Map<Integer, Measured>> found = new HashMap<>();

    private RawFile(@Nullable Path file) {
        this.file = file;
    }

    /**
     * Reads what is there.
     *
     * @param file null to keep nothing
     * @throws IllegalArgumentException if a line is no measurement
     */
    static RawFile open(@Nullable Path file) throws IOException {
        RawFile raw = new RawFile(file);
        if (file != null && Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                if (!line.isBlank()) {
                    raw.take(Measured.of(line));
                }
            }
        }
        return raw;
    }

    private void take(Measured measured) {
        measured.round().ifPresent(round -> found.computeIfAbsent(measured.key(), any -> new TreeMap<>())
                .put(round, measured));
    }

    /** Adds a measurement, which must belong to a round. */
    void add(Measured measured) throws IOException {
        take(measured);
        if (file != null) {
            Files.writeString(file, measured.line() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    /** Whether there is a figure already. */
    boolean has(Trial trial, int round) {
        Measured measured = rounds(trial).get(round);
        return measured != null && !measured.failed();
    }

    /** The measurements of a trial by round. */
    Map<Integer, Measured> rounds(Trial trial) {
        return found.getOrDefault(trial.key(), Map.of());
    }

    /** The figures called {@code field}, by round. */
    List<Double> figures(Trial trial, String field) {
        List<Double> figures = new ArrayList<>();
        rounds(trial).values().forEach(measured -> measured.number(field).ifPresent(figures::add));
        return figures;
    }
}
