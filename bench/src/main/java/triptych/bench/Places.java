package triptych.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where things are.
 *
 * @param checkpoints folder of the checkpoints that {@code make_checkpoints.py} wrote
 * @param home this project's folder
 * @param texts a file with an English sentence a line, for the student; null if there is none
 * @param python that has the peers installed; null if there is none
 */
record Places(
        Path checkpoints,
        Path home,
        @Nullable Path texts,
        @Nullable String python) {

    /** The folder of a shipped model. */
    Path shipped(String model) {
        return home.resolve("models").resolve(model);
    }

    /** The picture that is captioned first. */
    Path picture() {
        return home.resolve("samples").resolve("surfer.jpg");
    }

    /** The file in {@code bench/peers}. */
    Path script(String name) {
        return home.resolve("bench").resolve("peers").resolve(name);
    }

    /**
     * The student's sentences.
     *
     * @throws IOException if there is no file, or it is too short
     */
    List<String> sentences() throws IOException {
        if (texts == null) {
            throw new IOException("the student's rows need --sentences, a file with an English sentence a line");
        }
        List<String> lines = Files.readAllLines(texts).stream()
                .filter(line -> !line.isBlank())
                .limit(Rows.SENTENCES)
                .toList();
        if (lines.size() < Rows.SENTENCES) {
            throw new IOException(texts + ": has " + lines.size() + " sentences, needs " + Rows.SENTENCES);
        }
        return lines;
    }

    /** Whether what {@code row} works on is there. */
    boolean has(Row row) {
        return switch (row.task()) {
            case Rows.ONE_BY_ONE, Rows.TOGETHER -> texts != null;
            case Rows.COLD_START -> Files.isDirectory(shipped(row.model()));
            default -> Files.isDirectory(checkpoints.resolve(row.model()));
        };
    }
}
