package triptych.apps.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import triptych.core.checkpoint.CheckpointException;
import triptych.core.model.Devices;

class ParityFolderTest {

    private static final String CASE = "{\"name\": \"a\", \"kind\": \"buckets\"}";

    @TempDir
    Path path;

    private ParityFolder open(String json) throws IOException {
        Files.writeString(path.resolve("parity.json"), json);
        return ParityFolder.open(path);
    }

    private ParityFolder plain() throws IOException {
        return open("{\"format\": 1, \"class\": \"none\", \"cases\": [" + CASE + "]}");
    }

    @Test
    void readsCasesInTheirOrder() throws IOException {
        try (ParityFolder folder = open("{\"format\": 1, \"class\": \"none\", \"about\": \"two\", \"cases\": [" + CASE
                + ", {\"name\": \"b\", \"kind\": \"sample\", \"note\": \"informs\"}]}")) {
            assertEquals("a", folder.cases().get(0).name());
            assertEquals("sample", folder.cases().get(1).kind());
            folder.cases().get(1).fields().refuseUnread();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[1, 2]                                                     | JSON object",
                "{\"format\": 1, \"class\": \"none\", \"cases\": [          | not JSON",
                "{\"class\": \"none\", \"cases\": []}                       | has no 'format'",
                "{\"format\": 2, \"class\": \"none\", \"cases\": []}        | format 2; known is 1",
                "{\"format\": \"1\", \"class\": \"none\", \"cases\": []}    | 'format' is \"1\"",
                "{\"format\": 1e999999999, \"class\": \"none\"}             | 'format' is 1e999999999",
                "{\"format\": 1, \"class\": \"none\"}                       | has no 'cases'",
                "{\"format\": 1, \"class\": 7, \"cases\": []}               | 'class' is 7",
                "{\"format\": 1, \"class\": \"none\", \"cases\": [3]}       | case 0 is no object",
                "{\"format\": 1, \"class\": \"none\", \"cases\": [{}]}      | case 0 has no 'name'",
                "{\"format\": 1, \"class\": \"none\", \"cases\": [{\"name\": \"x\"}]} | case 'x' has no 'kind'",
                "{\"format\": 1, \"checkpoint\": \"/etc\", \"class\": \"none\", \"cases\": []} | outside the folder"
            })
    void saysWhatIsWrongWithTheFile(String json, String message) {
        Exception error = assertThrows(Exception.class, () -> open(json).close());
        assertTrue(String.valueOf(error.getMessage()).contains(message), error.toString());
        assertTrue(String.valueOf(error.getMessage()).contains("parity.json"), error.toString());
    }

    @Test
    void refusesTwoCasesOfOneName() {
        CheckpointException error =
                assertThrows(CheckpointException.class, () -> open("{\"format\": 1, \"class\": \"none\", \"cases\": ["
                                + CASE + ", " + CASE + "]}")
                        .close());
        assertTrue(String.valueOf(error.getMessage()).contains("two cases have the name 'a'"), error.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret.png", "images/../../secret.png", "/etc/passwd", "nul\0.png"})
    void keepsToItsOwnFiles(String name) throws IOException {
        try (ParityFolder folder = plain()) {
            CheckpointException error = assertThrows(CheckpointException.class, () -> folder.file(name));
            assertTrue(String.valueOf(error.getMessage()).contains("names '" + name), error.toString());
        }
    }

    @Test
    void namesAFileThatIsNotThere() throws IOException {
        try (ParityFolder folder = plain()) {
            CheckpointException error = assertThrows(CheckpointException.class, () -> folder.file("images/a.png"));
            assertTrue(String.valueOf(error.getMessage()).contains("no such file"), error.toString());
        }
    }

    @Test
    void findsACheckpointThatStandsElsewhere() throws IOException {
        String json = "{\"format\": 1, \"class\": \"BertModel\", \"checkpoint\": \"../bert\", \"cases\": []}";
        try (ParityFolder folder = open(json)) {
            assertEquals(path.resolveSibling("bert"), folder.checkpoint());
        }
    }

    @Test
    void namesATensorThatIsNotThere() throws IOException {
        Path written =
                new WrittenFolder(path).longs("there", java.util.List.of(1), 7).write();
        try (ParityFolder folder = ParityFolder.open(written);
                var manager = Devices.manager(Devices.named("cpu"))) {
            assertEquals(7, folder.values("there", manager).numbers()[0]);
            CheckpointException error =
                    assertThrows(CheckpointException.class, () -> folder.values("elsewhere", manager));
            assertTrue(String.valueOf(error.getMessage()).contains("no tensor 'elsewhere'"), error.toString());
        }
    }

    @Test
    void refusesTensorsThatEndTooEarly() throws IOException {
        Path written = new WrittenFolder(path)
                .longs("there", java.util.List.of(2), 7, 8)
                .write();
        byte[] whole = Files.readAllBytes(written.resolve("parity.safetensors"));
        Files.write(written.resolve("parity.safetensors"), java.util.Arrays.copyOf(whole, whole.length - 1));
        try (ParityFolder folder = ParityFolder.open(written);
                var manager = Devices.manager(Devices.named("cpu"))) {
            CheckpointException error = assertThrows(CheckpointException.class, () -> folder.values("there", manager));
            assertTrue(String.valueOf(error.getMessage()).contains("parity.safetensors"), error.toString());
        }
    }
}
