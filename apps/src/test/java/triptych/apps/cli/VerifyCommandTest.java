package triptych.apps.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {

    private static final String RIGHT = """
            {"name": "right", "kind": "refuse", "configs": {"bad": "model_type"}}""";
    private static final String WRONG = """
            {"name": "wrong\\nline", "kind": "refuse", "configs": {"bad": "hidden_size"}}""";
    private static final String LATER = """
            {"name": "later", "kind": "metric"}""";

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writesSettingsThatAreRefused() throws IOException {
        Files.createDirectories(folder.resolve("bad"));
        Files.writeString(folder.resolve("bad/config.json"), "{\"model_type\": \"oracle\"}");
    }

    private int verify(String cases, String... options) throws IOException {
        Files.writeString(
                folder.resolve("parity.json"), "{\"format\": 1, \"class\": \"none\", \"cases\": [" + cases + "]}");
        String[] args = new String[options.length + 2];
        args[0] = "verify";
        args[1] = folder.toString();
        System.arraycopy(options, 0, args, 2, options.length);
        return Triptych.run(new PrintWriter(out), new PrintWriter(err), args);
    }

    private List<String> lines() {
        return out.toString().lines().toList();
    }

    @Test
    void succeedsWhenEveryCasePassed() throws IOException {
        assertEquals(0, verify(RIGHT));
        assertTrue(lines().get(0).matches("passed +\\S+ +refuse +right: equal"), lines().get(0));
        assertEquals(folder + ": 1 passed, 0 failed, 0 not run", lines().get(1));
        assertEquals("1 passed, 0 failed, 0 not run", lines().get(2));
        assertEquals("", err.toString());
    }

    @Test
    void failsWhenACaseFailed() throws IOException {
        assertEquals(1, verify(RIGHT + "," + WRONG));
        assertTrue(lines().get(1).startsWith("failed"), lines().get(1));
        assertTrue(lines().get(1).contains("wrong\\u000aline: bad is"), lines().get(1));
        assertEquals("1 passed, 1 failed, 0 not run", lines().get(3));
    }

    @Test
    void failsWhenACaseWasNotRun() throws IOException {
        assertEquals(1, verify(RIGHT + "," + LATER));
        assertTrue(lines().get(1).startsWith("not run"), lines().get(1));
        assertEquals("1 passed, 0 failed, 1 not run", lines().get(3));
    }

    @Test
    void runsTheKindsAskedForOnly() throws IOException {
        assertEquals(0, verify(RIGHT + "," + LATER, "--kind", "refuse,tokenize"));
        assertEquals("1 passed, 0 failed, 0 not run", lines().get(2));
    }

    @Test
    void runsTheCaseAskedForOnly() throws IOException {
        assertEquals(0, verify(RIGHT + "," + WRONG, "--case", "right"));
        assertEquals("1 passed, 0 failed, 0 not run", lines().get(2));
    }

    @Test
    void failsWhenNoCaseIsTheOneAskedFor() throws IOException {
        assertEquals(1, verify(RIGHT, "--case", "left"));
        assertEquals("0 passed, 0 failed, 0 not run", lines().get(1));
        assertTrue(err.toString().contains("no case is of the kind and name"), err.toString());
    }

    @Test
    void refusesAnUnknownKind() throws IOException {
        assertEquals(2, verify(RIGHT, "--kind", "divine"));
        assertTrue(err.toString().contains("unknown kinds [divine]; known are [attention"), err.toString());
        assertEquals("", out.toString());
    }

    @Test
    void refusesAnotherExecution() throws IOException {
        assertEquals(2, verify(RIGHT, "--execution", "magic"));
        assertTrue(err.toString().contains("--execution is 'magic'"), err.toString());
    }

    @Test
    void saysInOneLineThatAFolderIsNotThere() {
        int code = Triptych.run(
                new PrintWriter(out),
                new PrintWriter(err),
                "verify",
                folder.resolve("nowhere").toString());
        assertEquals(1, code);
        assertEquals(1, err.toString().lines().count(), err.toString());
        assertTrue(err.toString().contains("nowhere: "), err.toString());
    }

    @Test
    void printsAnObjectALine() throws IOException {
        assertEquals(1, verify(RIGHT + "," + WRONG, "--json"));
        List<JsonObject> objects = lines().stream()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .toList();
        assertEquals(4, objects.size());
        assertEquals("right", objects.get(0).get("case").getAsString());
        assertEquals("failed", objects.get(1).get("verdict").getAsString());
        assertEquals(1, objects.get(2).get("failed").getAsInt());
        assertEquals(1, objects.get(3).get("passed").getAsInt());
    }

    @Test
    void printsTheTraceOfACaseThatAnErrorStopped() throws IOException {
        String broken = """
                {"name": "broken", "kind": "decode", "image": "none.png", "exif": true, "rgb": "x"}""";
        assertEquals(1, verify(broken, "--debug"));
        assertTrue(err.toString().contains("\tat triptych.apps.parity"), err.toString());
    }
}
