package triptych.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.djl.Device;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import triptych.apps.parity.Counts;
import triptych.apps.parity.Outcome;
import triptych.apps.parity.Report;
import triptych.apps.parity.Selection;
import triptych.apps.parity.Verifier;

/** The reference's own answers, on a tiny checkpoint of each family. */
class ParityTest {

    /** Keeps what did not pass. */
    private static final class Misses implements Report {

        private final List<String> misses = new ArrayList<>();

        @Override
        public void ran(Path folder, String name, String kind, Outcome outcome) {
            if (outcome.verdict() != Outcome.Verdict.PASSED) {
                misses.add(kind + " '" + name + "': " + outcome);
            }
        }

        @Override
        public void unreadable(Path folder, String why) {
            misses.add(folder + ": " + why);
        }

        @Override
        public void finished(Path folder, Counts counts) {}

        @Override
        public void finished(Counts all) {}
    }

    @TestFactory
    Stream<DynamicTest> givesTheReferencesAnswers() throws IOException {
        return folders().stream()
                .map(folder -> dynamicTest(String.valueOf(folder.getFileName()), () -> {
                    Misses misses = new Misses();
                    Counts counts = new Verifier(Selection.ALL, Device.cpu(), misses).verify(List.of(folder));
                    assertEquals(List.of(), misses.misses);
                    assertTrue(counts.allPassed(), counts::toString);
                }));
    }

    @Test
    void hasAFolderOfEachFamily() throws IOException {
        List<String> names = folders().stream()
                .map(folder -> String.valueOf(folder.getFileName()))
                .toList();
        List<String> families = List.of(
                "bart",
                "bert",
                "blip",
                "clip",
                "deit",
                "dinov2",
                "distilbert",
                "gpt2",
                "marian",
                "mbart",
                "roberta",
                "t5",
                "vit",
                "vit-trocr",
                "vit-gpt2",
                "deit-bert");
        for (String family : families) {
            assertTrue(names.stream().anyMatch(name -> name.startsWith(family)), family);
        }
    }

    private static List<Path> folders() throws IOException {
        URL url = Objects.requireNonNull(ParityTest.class.getResource("/parity"));
        try (Stream<Path> children = Files.list(Path.of(url.toURI()))) {
            return children.filter(Files::isDirectory).sorted().toList();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
