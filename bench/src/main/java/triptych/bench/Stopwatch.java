package triptych.bench;

import com.google.gson.JsonObject;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Runs a trial in this process and measures it, in the way of the peers' own scripts (bench/peers/measure.py). */
final class Stopwatch {

    private static final double NANOS = 1e9;
    private static final Path STATUS = Path.of("/proc/self/status");

    private Stopwatch() {}

    /** Loads, warms up, repeats. */
    static Measured measure(Trial trial, Places places) throws IOException {
        long begin = System.nanoTime();
        try (Work work = Work.open(trial, places)) {
            double loaded = secondsSince(begin);
            double before = processorSeconds();
            double first = firstRun(trial, work);
            List<Double> times = new ArrayList<>();
            double busy;
            if (trial.row().task().equals(Rows.MEMORY)) {
                times.add(first);
                busy = processorSeconds() - before;
            } else {
                warmUp(work, first);
                busy = -processorSeconds();
                for (int i = repeats(trial.effort(), first); i > 0; i--) {
                    long start = System.nanoTime();
                    work.run();
                    times.add(secondsSince(start));
                }
                busy += processorSeconds();
            }
            JsonObject json = trial.fields();
            times(json, times);
            // A mean: some systems count processor time in steps of 10 ms.
            json.addProperty("cpu_s", rounded(busy / times.size(), 5));
            json.addProperty("repeats", times.size());
            rate(json, trial.row(), work.items(), Summary.of(times).median());
            json.addProperty("peak_rss_mb", peakMegabytes());
            json.addProperty("load_s", rounded(loaded, 3));
            closing(json);
            return new Measured(json);
        }
    }

    private static void warmUp(Work work, double first) {
        for (int i = 0; i < Math.min(3, (int) (2 / first)); i++) {
            work.run();
        }
    }

    private static int repeats(Trial.Effort effort, double first) {
        return Math.max(effort.repeats(), (int) Math.min(200, effort.seconds() / first));
    }

    private static double firstRun(Trial trial, Work work) {
        long begin = System.nanoTime();
        OptionalInt tokens = work.run();
        Integer wanted = trial.row().newTokens();
        if (wanted != null && tokens.orElse(-1) != wanted) {
            throw new IllegalStateException(
                    trial.label() + ": " + tokens + " tokens were written instead of " + wanted);
        }
        return secondsSince(begin);
    }

    /** Adds median, least and greatest time. */
    static void times(JsonObject json, List<Double> times) {
        Summary summary = Summary.of(times);
        json.addProperty("median_s", rounded(summary.median(), 5));
        json.addProperty("min_s", rounded(summary.least(), 5));
        json.addProperty("max_s", rounded(summary.greatest(), 5));
    }

    /** Adds what else the machine did, and when. */
    static void closing(JsonObject json) {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        json.addProperty("load_average", load < 0 ? null : rounded(load, 2));
        json.addProperty(
                "time",
                LocalDateTime.now(ZoneId.systemDefault())
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString());
    }

    private static void rate(JsonObject json, Row row, int items, double median) {
        Integer tokens = row.newTokens();
        if (tokens != null) {
            json.addProperty("tokens_per_s", rounded(items * tokens / median, 2));
        } else {
            String name = row.model().equals(Rows.STUDENT) ? "source_words_per_s" : "items_per_s";
            json.addProperty(name, rounded(items / median, 3));
        }
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / NANOS;
    }

    private static double processorSeconds() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / NANOS;
    }

    private static @Nullable Long peakMegabytes() throws IOException {
        if (!Files.isReadable(STATUS)) {
            return null; // Only Linux tells.
        }
        for (String line : Files.readAllLines(STATUS)) {
            if (line.startsWith("VmHWM:")) {
                return Math.round(Long.parseLong(line.replaceAll("\\D", "")) / 1024.0);
            }
        }
        return null;
    }

    private static BigDecimal rounded(double value, int digits) {
        return BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_EVEN);
    }
}
