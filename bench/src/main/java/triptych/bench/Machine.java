package triptych.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the figures were measured on. */
final class Machine {

    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

    private Machine() {}

    /** The processor's name, its cores, and which of the instructions it has that decide the speed of matrices. */
    static String description() throws IOException {
        String cores = Runtime.getRuntime().availableProcessors() + " cores";
        if (!Files.isReadable(PROCESSOR)) {
            return System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", " + cores;
        }
        List<String> lines = Files.readAllLines(PROCESSOR);
        String flags = value(lines, "flags");
        List<String> matrices = Stream.of("avx2", "avx512f", "avx512_vnni", "avx_vnni", "amx_int8")
                .filter(List.of(flags.split(" ", -1))::contains)
                .toList();
        return value(lines, "model name") + ", " + cores + ", " + String.join(" ", matrices);
    }

    private static String value(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }

    /** Java and this project's commit, where git knows it. */
    static String own(Path home) throws IOException, InterruptedException {
        List<String> commit = new ArrayList<>();
        String java = "Java " + Runtime.version();
        if (!Files.exists(home.resolve(".git"))) {
            return java;
        }
        List<String> git = List.of("git", "-C", home.toString(), "describe", "--always", "--dirty");
        return Processes.run(git, 1, commit::add) == 0 && !commit.isEmpty()
                ? "Triptych " + commit.get(0) + ", " + java
                : java;
    }
}
