package triptych.core.checkpoint;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.api.function.Executable;

/** Checks that something is refused, and that the message is of use. */
final class Refusal {

    private Refusal() {}

    /** Expects a checkpoint to be refused with a message that holds all {@code parts}, in any case. */
    static void ofCheckpoint(Executable act, String... parts) {
        holds(assertThrows(CheckpointException.class, act), parts);
    }

    /** Expects a caller's mistake to be refused likewise. */
    static void ofArgument(Executable act, String... parts) {
        holds(assertThrows(IllegalArgumentException.class, act), parts);
    }

    private static void holds(Exception refusal, String... parts) {
        String message = String.valueOf(refusal.getMessage());
        for (String part : parts) {
            assertTrue(message.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT)), message);
        }
    }
}
