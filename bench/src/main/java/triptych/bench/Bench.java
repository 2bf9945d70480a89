package triptych.bench;

import com.google.gson.JsonParser;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import picocli.CommandLine;
import triptych.bench.callers.CallersCommand;
import triptych.bench.callers.SoakCommand;

/** The command line of the benchmark: {@code ./triptych bench}, {@code bench/compare}. */
public final class Bench {

    /** What a fresh process is called with; its result is its last line. */
    static final String ROW = "row";

    private Bench() {}

    /** Measures, or compares, and ends the process. */
    public static void main(String[] args) throws IOException {
        quiet("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        quiet("OPT_OUT_TRACKING", "true");
        quiet("ai.djl.offline", "true");
        PrintWriter out = new PrintWriter(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        if (args.length > 0 && args[0].equals(ROW)) {
            row(out, args);
            return;
        }
        Object command = command(args.length == 0 ? "" : args[0]);
        String[] options = command instanceof MeasureCommand ? args : Arrays.copyOfRange(args, 1, args.length);
        int code = new CommandLine(command).setOut(out).execute(options);
        out.flush();
        System.exit(code);
    }

    private static Object command(String name) {
        return switch (name) {
            case "compare" -> new CompareCommand();
            case "callers" -> new CallersCommand();
            case "soak" -> new SoakCommand();
            default -> new MeasureCommand();
        };
    }

    private static void row(PrintWriter out, String[] args) throws IOException {
        Trial trial = Trial.of(JsonParser.parseString(args[1]).getAsJsonObject());
        Path texts = args[4].equals("null") ? null : Path.of(args[4]);
        out.println(Stopwatch.measure(trial, new Places(Path.of(args[2]), Path.of(args[3]), texts, null))
                .line());
        out.flush();
        // DJL's own threads would keep the process.
        System.exit(0);
    }

    private static void quiet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
