package triptych.bench;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where models, inputs and peers are, and how hard they are worked. */
final class Where {

    @Parameters(paramLabel = "FOLDER", description = "The checkpoints that bench/peers/make_checkpoints.py wrote.")
    private Path folder;

    @Option(
            names = "--sentences",
            paramLabel = "FILE",
            description = "English sentences, one a line, for the student's rows; without it they are left out.")
    private @Nullable Path sentences;

    @Option(
            names = "--python",
            paramLabel = "FILE",
            description = "A Python that has the peers installed (default: $TRIPTYCH_PEERS_PYTHON).")
    private @Nullable String python = System.getenv("TRIPTYCH_PEERS_PYTHON");

    @Option(names = "--threads", paramLabel = "N", description = "Threads of each model (default: ${DEFAULT-VALUE}).")
    private int threads = 2;

    @Option(
            names = "--execution",
            paramLabel = "HOW",
            description = "How Triptych runs models: compiled or eager (default: ${DEFAULT-VALUE}).")
    private String execution = "compiled";

    /** The places. */
    Places places() {
        String home = System.getProperty("triptych.home", ".");
        return new Places(folder, Path.of(home), sentences, python);
    }

    /** A trial of {@code row}. */
    Trial trial(Peer peer, Row row, String precision, int repeats, double seconds) {
        return new Trial(
                peer,
                row,
                precision,
                peer == Peer.TRIPTYCH ? execution : null,
                new Trial.Effort(threads, repeats, seconds));
    }
}
