package triptych.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Starts a process for each trial, so that loading and memory are its own. */
final class Processes {

    private final Places places;

    Processes(Places places) {
        this.places = places;
    }

    /**
     * Measures in a fresh process, which has this machine to itself as far as we can tell.
     *
     * @throws InterruptedException if this thread is interrupted; the process is ended then
     */
    Measured measure(Trial trial) throws IOException, InterruptedException {
        if (trial.row().task().equals(Rows.COLD_START)) {
            return ColdStart.measure(trial, places);
        }
        List<String> lines = new ArrayList<>();
        int code = run(command(trial), trial.effort().threads(), lines::add);
        if (code != 0 || lines.isEmpty()) {
            return Measured.failed(trial, code);
        }
        return Measured.of(lines.get(lines.size() - 1));
    }

    private List<String> command(Trial trial) {
        String script = trial.peer().script();
        if (script == null) {
            return java(trial);
        }
        return List.of(
                python(places),
                places.script(script).toString(),
                places.checkpoints().toString(),
                trial.json().toString(),
                String.valueOf(places.texts()));
    }

    static String python(Places places) {
        String python = places.python();
        if (python == null) {
            throw new IllegalStateException("no Python was named for the peers");
        }
        return python;
    }

    /** The launcher's own options again: what is measured is what {@code ./triptych} starts. */
    private List<String> java(Trial trial) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add("-Dai.djl.pytorch.num_threads=" + trial.effort().threads());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Bench.class.getName(), Bench.ROW));
        command.addAll(List.of(
                trial.json().toString(),
                places.checkpoints().toString(),
                places.home().toString(),
                String.valueOf(places.texts())));
        return command;
    }

    /**
     * Runs a command to its end.
     *
     * @param lines hears each line of its standard output; the standard error is passed on
     * @return its exit code
     */
    static int run(List<String> command, int threads, Consumer<String> lines) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("OMP_NUM_THREADS", Integer.toString(threads));
        builder.environment().put("HF_HUB_OFFLINE", "1");
        builder.environment().put("HF_HUB_DISABLE_PROGRESS_BARS", "1");
        builder.environment().put("PYTHONWARNINGS", "ignore");
        Process process = builder.start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            process.getOutputStream().close();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.accept(line);
            }
            return process.waitFor();
        } finally {
            process.destroy();
        }
    }
}
