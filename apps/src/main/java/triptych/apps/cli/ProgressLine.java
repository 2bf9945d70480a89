package triptych.apps.cli;

import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBarConsumer;

/** Draws a progress bar over itself in one line. */
final class ProgressLine implements ProgressBarConsumer {

    private static final int WIDTH = 80;

    private final PrintWriter err;

    ProgressLine(PrintWriter err) {
        this.err = err;
    }

    @Override
    public int getMaxRenderedLength() {
        return WIDTH;
    }

    @Override
    public void accept(String bar) {
        err.print('\r' + bar);
        err.flush();
    }

    @Override
    public void close() {
        err.println();
        err.flush();
    }
}
