package triptych.apps.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippedModelsTest {

    @TempDir
    private Path home;

    @Test
    void findsAModelBesideTheLauncher() throws IOException {
        Path model = Files.createDirectories(home.resolve("models").resolve("captioner"));
        assertEquals(model, ShippedModels.folder("captioner", home.toString(), Map.of("TRIPTYCH_HOME", "/elsewhere")));
        assertEquals(model, ShippedModels.folder("captioner", null, Map.of("TRIPTYCH_HOME", home.toString())));
    }

    @Test
    void saysWhatIsMissing() {
        IOException missing =
                assertThrows(IOException.class, () -> ShippedModels.folder("captioner", home.toString(), Map.of()));
        assertTrue(String.valueOf(missing.getMessage()).contains("captioner"), missing.getMessage());
        IOException unknown = assertThrows(IOException.class, () -> ShippedModels.folder("captioner", null, Map.of()));
        assertTrue(String.valueOf(unknown.getMessage()).contains("TRIPTYCH_HOME"), unknown.getMessage());
    }
}
