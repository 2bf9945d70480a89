package triptych.system.cli;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import triptych.apps.cli.Triptych;

/**
 * A command that ran within this process.
 *
 * @param code its exit code
 * @param out what it wrote to the standard output
 * @param err what it wrote to the standard error
 */
record Ran(int code, String out, String err) {

    /** The project's root; tests run in src/test. */
    static final Path ROOT = Path.of("..", "..");

    static {
        System.setProperty("triptych.home", ROOT.toAbsolutePath().normalize().toString());
    }

    static Ran of(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Triptych.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
        return new Ran(code, out.toString(), err.toString());
    }

    /** With {@code input} at its standard input. */
    static Ran reading(String input, String... args) {
        return reading(input.getBytes(StandardCharsets.UTF_8), args);
    }

    static Ran reading(byte[] input, String... args) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input));
        try {
            return of(args);
        } finally {
            System.setIn(before);
        }
    }

    static String sample(String name) {
        return ROOT.resolve("samples").resolve(name).toString();
    }

    List<String> lines() {
        return out.lines().toList();
    }
}
