package triptych.apps.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TriptychTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return Triptych.run(new PrintWriter(out), new PrintWriter(err), args);
    }

    @Test
    void helpGoesToTheStandardOutput() {
        assertEquals(0, run("--help"));
        assertTrue(out.toString().contains("Usage: triptych"), out.toString());
        assertEquals("", err.toString());
    }

    @Test
    void knowsItsVersion() {
        assertEquals(0, run("--version"));
        assertTrue(out.toString().matches("triptych \\d+\\.\\d+.*\\R"), out.toString());
    }

    @Test
    void refusesToRunWithoutACommand() {
        assertEquals(2, run());
        assertTrue(err.toString().startsWith("triptych: no command given"), err.toString());
        assertEquals("", out.toString());
    }

    @Test
    void refusesAnUnknownCommandInOneLine() {
        assertEquals(2, run("capshun"));
        assertTrue(err.toString().startsWith("triptych: Unmatched argument"), err.toString());
        assertFalse(err.toString().contains("\tat "), err.toString());
    }

    @Test
    void printsAStackTraceOnlyWhenAskedTo() {
        assertEquals(2, run("--debug"));
        assertTrue(err.toString().contains("\tat triptych.apps.cli.Triptych"), err.toString());
    }
}
