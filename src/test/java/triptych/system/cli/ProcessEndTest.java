package triptych.system.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import triptych.apps.cli.Triptych;

/** Processes that are ended while they compute; before calls were waited for, nine in ten of these crashed. */
@Timeout(300)
class ProcessEndTest {

    /** Long enough for a batch of them to keep the processor busy for half a second. */
    private static final String TEXT = "The government announced new measures against greenhouse gases. ".repeat(18);

    @TempDir
    private Path folder;

    @RepeatedTest(6)
    void endsAtASignalInTheMiddleOfAnEightBitCall() throws Exception {
        endsAtASignal("embed", "int8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"float32", "float16"})
    void endsAtASignalInTheMiddleOfACompiledCall(String precision) throws Exception {
        endsAtASignal("embed", precision);
    }

    @RepeatedTest(2)
    void endsAtASignalInTheMiddleOfATranslation() throws Exception {
        endsAtASignal("translate", "int8");
    }

    private void endsAtASignal(String command, String precision) throws Exception {
        try (Started process =
                new Started(folder, Triptych.class, command, "--execution", "compiled", "--precision", precision)) {
            process.feed(TEXT);
            // The first answers are there, so the next texts are being computed.
            process.line();
            process.terminate();
            assertEquals(143, process.code(), process.errors());
            assertEquals("", process.errors());
        }
        assertEquals(List.of("err"), files());
    }

    @Test
    void leavesWholeLinesOfAFileThatIsInterrupted() throws Exception {
        Path texts = Files.writeString(folder.resolve("texts"), "Yes.\n".repeat(100_000));
        try (Started process = new Started(folder, Triptych.class, "translate", "--file", texts.toString())) {
            assertEquals("Sim.", process.line());
            process.terminate();
            assertEquals("", process.lines().replace("Sim." + System.lineSeparator(), ""));
            assertEquals(143, process.code());
            assertEquals("", process.errors());
        }
    }

    /** A crash would leave a report, and perhaps a core. */
    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @RepeatedTest(2)
    void exitsWithItsOwnCodeWhileOthersCall() throws Exception {
        try (Started process = new Started(folder, ExitsWhileOthersCall.class)) {
            assertEquals(7, process.code(), process.errors());
        }
        assertEquals(List.of("err"), files());
    }
}
