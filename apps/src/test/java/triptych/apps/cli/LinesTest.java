package triptych.apps.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LinesTest {

    private static Lines lines(byte[] bytes) {
        return new Lines(new ByteArrayInputStream(bytes));
    }

    private static List<String> all(String text) throws IOException {
        List<String> all = new ArrayList<>();
        try (Lines lines = lines(text.getBytes(StandardCharsets.UTF_8))) {
            for (List<String> some = texts(lines); !some.isEmpty(); some = texts(lines)) {
                all.addAll(some);
            }
        }
        return all;
    }

    private static List<String> texts(Lines lines) throws IOException {
        return lines.next().stream().map(Lines.Line::text).toList();
    }

    @Test
    void givesEveryLineWithoutItsEnd() throws IOException {
        assertEquals(List.of("a", "", "é b", "c"), all("a\n\r\né b\r\nc"));
        assertEquals(List.of(), all(""));
        assertEquals(List.of(""), all("\n"));
    }

    @Test
    void leavesAByteOrderMarkOut() throws IOException {
        assertEquals(List.of("a", "\uFEFFb"), all("\uFEFFa\n\uFEFFb"));
    }

    @Test
    void givesManyLinesInGroups() throws IOException {
        assertEquals(5000, all("x\n".repeat(5000)).size());
        try (Lines lines = lines("x\n".repeat(5000).getBytes(StandardCharsets.UTF_8))) {
            assertTrue(lines.next().size() < 5000);
        }
        try (Lines lines = lines(("x".repeat(50_000) + "\n").repeat(50).getBytes(StandardCharsets.UTF_8))) {
            assertTrue(lines.next().size() < 10);
        }
    }

    @Test
    void givesALineBeforeTheNextIsThere() throws IOException {
        PipedOutputStream writer = new PipedOutputStream();
        try (Lines lines = new Lines(new PipedInputStream(writer))) {
            writer.write("one\n".getBytes(StandardCharsets.UTF_8));
            writer.flush();
            assertEquals(List.of("one"), texts(lines));
            writer.write("two\n".getBytes(StandardCharsets.UTF_8));
            writer.close();
            assertEquals(List.of("two"), texts(lines));
            assertEquals(List.of(), lines.next());
        }
    }

    @Test
    void tellsTheLineThatIsNotUtf8FromTheOthers() throws IOException {
        try (Lines lines = lines(new byte[] {'a', '\n', (byte) 0xC3, '(', '\n', 'b'})) {
            assertEquals(Arrays.asList(null, "the text is not UTF-8", null), faults(lines));
        }
    }

    private static List<@Nullable String> faults(Lines lines) throws IOException {
        List<@Nullable String> faults = new ArrayList<>();
        for (List<Lines.Line> some = lines.next(); !some.isEmpty(); some = lines.next()) {
            some.forEach(line -> faults.add(line.fault()));
        }
        return faults;
    }

    @Test
    void cutsALineThatWouldFillTheMemory() throws IOException {
        String most = "x".repeat(Lines.MOST_BYTES);
        try (Lines lines = lines((most + "\n" + most + "yz\nb\n").getBytes(StandardCharsets.UTF_8))) {
            List<Lines.Line> all = new ArrayList<>();
            for (List<Lines.Line> some = lines.next(); !some.isEmpty(); some = lines.next()) {
                all.addAll(some);
            }
            assertEquals(new Lines.Line(most, null), all.get(0));
            assertEquals(most, all.get(1).text());
            assertEquals("the line is longer than 1048576 bytes", all.get(1).fault());
            assertEquals(new Lines.Line("b", null), all.get(2));
        }
    }
}
