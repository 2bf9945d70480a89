package triptych.apps.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import triptych.apps.parity.Counts;
import triptych.apps.parity.Outcome;
import triptych.apps.parity.Report;

/**
 * Prints the stack traces of cases that an error stopped, besides what another report prints.
 *
 * @param report prints the rest
 * @param err takes the traces
 */
record TracingReport(Report report, PrintWriter err) implements Report {

    @Override
    public void ran(Path folder, String name, String kind, Outcome outcome) {
        report.ran(folder, name, kind, outcome);
        if (outcome.error() != null) {
            outcome.error().printStackTrace(err);
            err.flush();
        }
    }

    @Override
    public void unreadable(Path folder, String why) {
        report.unreadable(folder, why);
    }

    @Override
    public void finished(Path folder, Counts counts) {
        report.finished(folder, counts);
    }

    @Override
    public void finished(Counts all) {
        report.finished(all);
    }
}
