package triptych.core.checkpoint;

import java.io.IOException;
import java.nio.file.Path;

/** A file of a checkpoint that is damaged, not of the expected kind, or does not fit the model. */
public class CheckpointException extends IOException {

    /**
     * @param file the file, or the folder if several files together are wrong
     * @param message what thing in it, what was found, what was needed
     */
    public CheckpointException(Path file, String message) {
        super(file + ": " + message);
    }

    /** The same, with what caused it. */
    public CheckpointException(Path file, String message, Throwable cause) {
        super(file + ": " + message, cause);
    }

    /** For a {@code message} that names the file itself. */
    CheckpointException(String message, Throwable cause) {
        super(message, cause);
    }
}
