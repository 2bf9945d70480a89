package triptych.apps.cli;

import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBarConsumer;

/** Draws a progress bar over itself in one line. */
final class ProgressLine implements ProgressBarConsumer {

    private static final int WIDTH = 80;

    private final PrintWriter err;
    private int drawn;

    ProgressLine(PrintWriter err) {
        this.err = err;
    }

    @Override
    public int getMaxRenderedLength() {
        return WIDTH;
    }

    @Override
    public synchronized void accept(String bar) {
        err.print('\r' + bar);
        err.flush();
        drawn = Math.max(drawn, bar.length());
    }

    /** Makes room for lines on the same screen; the bar comes back below them. */
    @Override
    public synchronized void clear() {
        if (drawn > 0) {
            err.print('\r' + " ".repeat(drawn) + '\r');
            err.flush();
            drawn = 0;
        }
    }

    @Override
    public synchronized void close() {
        err.println();
        err.flush();
    }
}
