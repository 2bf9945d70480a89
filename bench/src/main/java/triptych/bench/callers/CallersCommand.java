package triptych.bench.callers;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import triptych.apps.ImageCaptioner;
import triptych.apps.OpenOptions;
import triptych.apps.SentenceEncoder;
import triptych.apps.TextTranslator;

/** Counts the calls that many callers get answered in a second. */
@Command(
        name = "triptych bench callers",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Lets callers ask one shipped model again and again, one input a call, and prints how many calls are"
                        + " answered in a second, the median time of one, and the processor's seconds for each second.")
public final class CallersCommand implements Callable<Integer> {

    private static final String SENTENCE =
            "The museum, built in the nineteenth century, houses more than 5,000 paintings.";

    @Option(names = "--task", paramLabel = "TASK", description = "translate (default), embed or caption.")
    private String task = "translate";

    @Option(names = "--callers", split = ",", paramLabel = "N", description = "How many threads call (default: 1,8).")
    private List<Integer> callers = List.of(1, 8);

    @Option(names = "--threads", paramLabel = "N", description = "Threads of PyTorch for a call (default: its own).")
    private int threads;

    @Option(names = "--execution", paramLabel = "HOW", description = "eager or compiled (default: ${DEFAULT-VALUE}).")
    private String execution = "compiled";

    @Option(names = "--precision", paramLabel = "TYPE", description = "Default: ${DEFAULT-VALUE}.")
    private String precision = "float32";

    @Option(names = "--seconds", paramLabel = "N", description = "For each number (default: ${DEFAULT-VALUE}).")
    private double seconds = 5;

    @Spec
    private CommandSpec spec;

    /** Made by the command line. */
    public CallersCommand() {}

    /**
     * A pipeline that answers one input.
     *
     * @param pipeline to be closed
     * @param call asks it
     */
    private record Asked(AutoCloseable pipeline, Callable<?> call) {}

    @Override
    public Integer call() throws Exception {
        if (threads > 0) {
            System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
        }
        Asked asked = open();
        PrintWriter out = spec.commandLine().getOut();
        try {
            measure(asked.call(), 1, seconds / 2);
            for (int count : callers) {
                out.println(measure(asked.call(), count, seconds));
            }
        } finally {
            asked.pipeline().close();
        }
        return ExitCode.OK;
    }

    private Asked open() throws IOException {
        Path home = Path.of(System.getProperty("triptych.home"));
        Path models = home.resolve("models");
        OpenOptions options = OpenOptions.defaults()
                .withDevice("cpu")
                .withExecution(execution)
                .withPrecision(precision);
        switch (task) {
            case "translate" -> {
                TextTranslator translator = TextTranslator.open(models.resolve("translator-en-pt"), options);
                return new Asked(translator, () -> translator.translate(SENTENCE));
            }
            case "embed" -> {
                SentenceEncoder encoder = SentenceEncoder.open(models.resolve("sentence-encoder"), options);
                return new Asked(encoder, () -> encoder.encode(SENTENCE));
            }
            case "caption" -> {
                ImageCaptioner captioner = ImageCaptioner.open(models.resolve("captioner-flickr8k"), options);
                Path picture = home.resolve("samples").resolve("surfer.jpg");
                return new Asked(captioner, () -> captioner.caption(picture));
            }
            default -> throw new IllegalArgumentException("--task is '" + task + "', not translate, embed or caption");
        }
    }

    private String measure(Callable<?> call, int count, double seconds) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(count);
        try {
            double busy = -processorSeconds();
            long begin = System.nanoTime();
            long end = begin + (long) (seconds * 1e9);
            List<Future<List<Long>>> running = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                running.add(pool.submit(() -> times(call, end)));
            }
            List<Long> times = new ArrayList<>();
            for (Future<List<Long>> one : running) {
                times.addAll(one.get());
            }
            double wall = (System.nanoTime() - begin) / 1e9;
            busy += processorSeconds();
            times.sort(null);
            return String.format(
                    Locale.ROOT,
                    "%s, %s %s, threads %s, callers %d: %.1f calls/s, median %.1f ms, processor %.2f",
                    task,
                    execution,
                    precision,
                    threads > 0 ? Integer.toString(threads) : "default",
                    count,
                    times.size() / wall,
                    times.get(times.size() / 2) / 1e6,
                    busy / wall);
        } finally {
            pool.shutdown();
        }
    }

    private static List<Long> times(Callable<?> call, long end) throws Exception {
        List<Long> times = new ArrayList<>();
        while (System.nanoTime() < end) {
            long begin = System.nanoTime();
            call.call();
            times.add(System.nanoTime() - begin);
        }
        return times;
    }

    private static double processorSeconds() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
    }
}
