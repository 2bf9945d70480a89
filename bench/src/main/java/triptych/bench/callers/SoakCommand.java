package triptych.bench.callers;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Calls every pipeline from many threads for long. */
@Command(
        name = "triptych bench soak",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Calls every pipeline from many threads, in a random order: captions, translations, labels, vectors, summaries and"
                    + " continuations; greedy, with beams and sampling; eagerly and compiled, in float32 and int8.",
            "It fails if an answer differs from the one that a single thread got, if arrays are left open, or if resident"
                    + " memory grows by more than 5 % after the warm-up, which is the first fifth of the calls."
        })
public final class SoakCommand implements Callable<Integer> {

    private static final int ROUNDS = 20;
    private static final int WARM_UP = 4;
    private static final double MOST_GROWTH = 0.05;

    @Option(names = "--calls", paramLabel = "N", description = "How many in all (default: ${DEFAULT-VALUE}).")
    private int calls = 10_000;

    @Option(names = "--callers", paramLabel = "N", description = "How many threads call (default: ${DEFAULT-VALUE}).")
    private int callers = 8;

    @Option(names = "--seed", paramLabel = "N", description = "Of the calls' order (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Spec
    private CommandSpec spec;

    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();

    /** Made by the command line. */
    public SoakCommand() {}

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        try (Tasks tasks = Tasks.open(Path.of(System.getProperty("triptych.home")))) {
            Map<Task, String> wanted = new HashMap<>();
            for (Task task : tasks.all()) {
                wanted.put(task, task.call().call());
            }
            out.println(tasks.all().size() + " different calls, each made once by one thread; now "
                    + share() * callers * ROUNDS + " by " + callers + " threads");
            out.println("calls\tseconds\tresident MB\topen arrays\twrong answers");
            return soak(tasks.all(), wanted, out);
        }
    }

    private int soak(List<Task> tasks, Map<Task, String> wanted, PrintWriter out) throws Exception {
        List<Double> resident = new ArrayList<>();
        List<Integer> arrays = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            for (int round = 1; round <= ROUNDS; round++) {
                long begin = System.nanoTime();
                round(threads, round, tasks, wanted);
                double seconds = (System.nanoTime() - begin) / 1e9;
                resident.add(Memory.residentMegabytes());
                arrays.add(OpenArrays.count());
                out.printf(
                        Locale.ROOT,
                        "%d\t%.1f\t%.0f\t%d\t%d%n",
                        (long) share() * callers * round,
                        seconds,
                        resident.get(round - 1),
                        arrays.get(round - 1),
                        wrong.size());
                out.flush();
            }
        } finally {
            threads.shutdownNow();
        }
        return judged(resident, arrays, out) ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    /** How many calls each thread makes in a round. */
    private int share() {
        return Math.max(1, calls / ROUNDS / callers);
    }

    private void round(ExecutorService threads, int round, List<Task> tasks, Map<Task, String> wanted)
            throws Exception {
        int share = share();
        List<Future<?>> running = new ArrayList<>();
        for (int caller = 0; caller < callers; caller++) {
            Random random = new Random(seed + 1000L * round + caller);
            running.add(threads.submit(() -> {
                for (int i = 0; i < share; i++) {
                    Task task = tasks.get(random.nextInt(tasks.size()));
                    String answer = task.call().call();
                    if (!answer.equals(wanted.get(task))) {
                        wrong.add(task.name() + ": " + answer + " in place of " + wanted.get(task));
                    }
                }
                return share;
            }));
        }
        for (Future<?> one : running) {
            one.get();
        }
    }

    private boolean judged(List<Double> resident, List<Integer> arrays, PrintWriter out) {
        double settled = resident.get(WARM_UP - 1);
        double most =
                resident.stream().skip(WARM_UP).mapToDouble(one -> one).max().orElseThrow();
        double growth = resident.get(ROUNDS - 1) / settled - 1;
        boolean isFlat = most / settled - 1 <= MOST_GROWTH;
        boolean isClosed = arrays.stream().distinct().count() == 1;
        out.printf(
                Locale.ROOT,
                "resident memory after the warm-up: %+.1f %%, at most %+.1f %%; open arrays %s; wrong answers %d%n",
                100 * growth,
                100 * (most / settled - 1),
                isClosed ? "constant" : "not constant",
                wrong.size());
        wrong.stream().limit(10).forEach(out::println);
        return isFlat && isClosed && wrong.isEmpty();
    }
}
