package triptych.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import triptych.bench.Trial.Effort;

class RawFileTest {

    private static final Row ROW = new Row("minilm-l6", "embed", 2, null, 16, null);
    private static final Trial OURS = new Trial(Peer.TRIPTYCH, ROW, "int8", "compiled", new Effort(2, 3, 1));
    private static final Trial THEIRS = new Trial(Peer.ONNXRUNTIME, ROW, "int8", null, new Effort(2, 3, 1));

    @TempDir
    private Path folder;

    static Measured seconds(Trial trial, double median) {
        JsonObject json = trial.fields();
        json.addProperty("median_s", median);
        return new Measured(json);
    }

    @Test
    void goesOnWhereItWasLeft() throws IOException {
        Path file = folder.resolve("raw.jsonl");
        RawFile first = RawFile.open(file);
        first.add(seconds(OURS, 0.5).in(1));
        first.add(seconds(THEIRS, 0.25).in(2));
        RawFile second = RawFile.open(file);
        assertTrue(second.has(OURS, 1));
        assertFalse(second.has(OURS, 2));
        assertFalse(second.has(THEIRS, 1));
        assertEquals(List.of(0.25), second.figures(THEIRS, "median_s"));
    }

    @Test
    void triesAgainWhatFailed() throws IOException {
        RawFile raw = RawFile.open(null);
        raw.add(Measured.failed(OURS, 1).in(1));
        assertFalse(raw.has(OURS, 1));
        raw.add(seconds(OURS, 0.5).in(1));
        assertEquals(List.of(0.5), raw.figures(OURS, "median_s"));
    }

    @Test
    void refusesALineThatIsNoMeasurement() throws IOException {
        Path file = folder.resolve("raw.jsonl");
        for (String line : List.of("{\"peer\": \"triptych\", \"mod", "[1]", "{\"peer\": \"triptych\"}")) {
            Files.writeString(file, line);
            assertThrows(IllegalArgumentException.class, () -> RawFile.open(file), line);
        }
    }
}
