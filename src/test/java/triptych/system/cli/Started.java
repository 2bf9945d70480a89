package triptych.system.cli;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A Java process of its own, for what ends a process. */
final class Started implements AutoCloseable {

    private final Path folder;
    private final Process process;
    private final BufferedReader out;

    /**
     * Starts a program with this test's class path and one thread of PyTorch.
     *
     * @param folder where it runs; its errors go to a file there
     */
    Started(Path folder, Class<?> program, String... args) throws IOException {
        this.folder = folder;
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dtriptych.home=" + Ran.ROOT.toAbsolutePath().normalize(),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dai.djl.pytorch.num_threads=1",
                "-Dai.djl.offline=true",
                "-DOPT_OUT_TRACKING=true",
                "-Dfile.encoding=UTF-8",
                "-Xmx512m",
                "-cp",
                classPath(),
                program.getName()));
        command.addAll(Arrays.asList(args));
        process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
        out = process.inputReader(StandardCharsets.UTF_8);
    }

    /** With absolute paths, because the process runs elsewhere. */
    private static String classPath() {
        return String.join(
                File.pathSeparator,
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .toList());
    }

    /** Writes lines to its standard input without end, on a thread of their own. */
    void feed(String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        Thread feeding = new Thread(() -> {
            try (OutputStream in = process.getOutputStream()) {
                while (process.isAlive()) {
                    in.write(bytes);
                }
            } catch (IOException e) {
                if (process.isAlive()) {
                    throw new UncheckedIOException(e);
                }
            }
        });
        feeding.setDaemon(true);
        feeding.start();
    }

    /** The next line of its standard output. */
    String line() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new IOException("the process has ended: " + errors());
        }
        return line;
    }

    /** All that follows on its standard output, up to its end. */
    String lines() throws IOException {
        StringWriter rest = new StringWriter();
        out.transferTo(rest);
        return rest.toString();
    }

    /** Asks it to end, as {@code kill} does. {@link Process#destroy} would close its output here, too. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** Its exit code, when it has ended and nobody waits for its output. */
    int code() throws InterruptedException, IOException {
        lines();
        return process.waitFor();
    }

    String errors() throws IOException {
        return Files.readString(folder.resolve("err"));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
