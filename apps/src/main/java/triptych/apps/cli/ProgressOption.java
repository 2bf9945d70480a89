package triptych.apps.cli;

import java.io.Closeable;
import java.io.PrintWriter;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether a bar on the standard error shows how far a command is. */
final class ProgressOption {

    /** Set by the launcher, which knows; Java does not tell about the standard error alone. */
    static final String TERMINAL = "triptych.terminal";

    private static final long FEW = 16;

    @Option(
            names = "--progress",
            negatable = true,
            description =
                    "Show on the standard error how far many inputs are, at what rate, and how long the rest will take"
                            + " (default: where that is a terminal).")
    private @Nullable Boolean wanted;

    /** How far something is. */
    interface Progress extends Closeable {

        /** So many are done. */
        void stepTo(long done);

        @Override
        void close();
    }

    /** Shows nothing. */
    private static final class None implements Progress {

        @Override
        public void stepTo(long done) {}

        @Override
        public void close() {}
    }

    private record Bar(ProgressBar bar) implements Progress {

        @Override
        public void stepTo(long done) {
            bar.stepTo(done);
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    /** Whether a bar is shown for {@code count} inputs: unless told otherwise, for a few it would only flicker. */
    boolean isShown(long count) {
        return wanted == null ? Boolean.getBoolean(TERMINAL) && (count < 0 || count > FEW) : wanted;
    }

    /**
     * Begins.
     *
     * @param name what is being done
     * @param unit what is counted, such as " lines"
     * @param count how many there are; -1 if that is not known
     * @param answers makes room for the answers on the same screen
     */
    Progress begin(String name, String unit, long count, PrintWriter err, Answers answers) {
        if (!isShown(count)) {
            return new None();
        }
        ProgressLine line = new ProgressLine(err);
        answers.makeRoom(line::clear);
        return new Bar(new ProgressBarBuilder()
                .setTaskName(name)
                .setUnit(unit, 1)
                .setInitialMax(count)
                .showSpeed(new DecimalFormat("0.0", DecimalFormatSymbols.getInstance(Locale.ROOT)))
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(line)
                .build());
    }
}
