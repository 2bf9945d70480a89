package triptych.apps.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import triptych.apps.parity.Counts;
import triptych.apps.parity.Outcome;
import triptych.apps.parity.Report;

/**
 * Prints a verification for people.
 *
 * @param out takes the lines
 */
record TextReport(PrintWriter out) implements Report {

    @Override
    public void ran(Path folder, String name, String kind, Outcome outcome) {
        String verdict = outcome.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        out.printf(
                "%-7s  %s  %s  %s: %s%n", verdict, folder.getFileName(), kind, oneLine(name), oneLine(outcome.text()));
        out.flush();
    }

    @Override
    public void unreadable(Path folder, String why) {
        out.printf("failed   %s  cannot be read: %s%n", folder.getFileName(), oneLine(why));
    }

    @Override
    public void finished(Path folder, Counts counts) {
        out.println(folder + ": " + counts);
        out.flush();
    }

    @Override
    public void finished(Counts all) {
        out.println(all);
    }

    /** Names and texts come from files: a line break, or what moves a terminal's cursor, would forge other lines. */
    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (Character.isISOControl(c) || c == 0x2028 || c == 0x2029) {
                line.append(String.format("\\u%04x", c));
            } else {
                line.appendCodePoint(c);
            }
        });
        return line.toString();
    }
}
