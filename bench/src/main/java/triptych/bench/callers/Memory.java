package triptych.bench.callers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process holds, of which only Linux tells. */
final class Memory {

    private static final Path STATUS = Path.of("/proc/self/status");

    private Memory() {}

    /** Resident megabytes after a collection, Java's and PyTorch's. */
    static double residentMegabytes() throws IOException {
        System.gc();
        for (String line : Files.readAllLines(STATUS)) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
            }
        }
        throw new IOException(STATUS + ": says nothing of VmRSS");
    }
}
