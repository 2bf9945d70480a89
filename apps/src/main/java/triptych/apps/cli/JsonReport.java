package triptych.apps.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import triptych.apps.parity.Counts;
import triptych.apps.parity.Outcome;
import triptych.apps.parity.Report;

/**
 * Prints a verification for programs: an object a line, for each case, each folder, and in the end for all.
 *
 * @param out takes the lines
 */
record JsonReport(PrintWriter out) implements Report {

    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    @Override
    public void ran(Path folder, String name, String kind, Outcome outcome) {
        JsonObject line = new JsonObject();
        line.addProperty("folder", folder.toString());
        line.addProperty("case", name);
        line.addProperty("kind", kind);
        line.addProperty("verdict", outcome.verdict().name().toLowerCase(Locale.ROOT));
        line.addProperty("text", outcome.text());
        // JSON has no infinity.
        if (outcome.largest() != null && Double.isFinite(outcome.largest())) {
            line.addProperty("largest_difference", outcome.largest());
        }
        print(line);
    }

    @Override
    public void unreadable(Path folder, String why) {
        JsonObject line = new JsonObject();
        line.addProperty("folder", folder.toString());
        line.addProperty("error", why);
        print(line);
    }

    @Override
    public void finished(Path folder, Counts counts) {
        JsonObject line = new JsonObject();
        line.addProperty("folder", folder.toString());
        print(with(counts, line));
    }

    @Override
    public void finished(Counts all) {
        print(with(all, new JsonObject()));
    }

    private static JsonObject with(Counts counts, JsonObject line) {
        line.addProperty("passed", counts.passed());
        line.addProperty("failed", counts.failed());
        line.addProperty("not_run", counts.notRun());
        return line;
    }

    private void print(JsonObject line) {
        out.println(GSON.toJson(line));
        out.flush();
    }
}
