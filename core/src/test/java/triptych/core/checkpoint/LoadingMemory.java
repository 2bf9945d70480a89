package triptych.core.checkpoint;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import triptych.core.ops.Weight;

/**
 * Measures what loading adds to resident memory at its peak, on Linux; docs/memory.md has the command. The model has
 * the matrices of a GPT-2 of 320 MB, most of which are cut and transposed: the worst case.
 */
public final class LoadingMemory {

    private static final int WIDTH = 768;
    private static final int WORDS = 30_522;
    private static final int LAYERS = 8;
    private static final String TABLE = """
            token = token
            layers.#.query = h.#.fused | part 1 of 3, transposed
            layers.#.key = h.#.fused | part 2 of 3, transposed
            layers.#.value = h.#.fused | part 3 of 3, transposed
            layers.#.output = h.#.output | transposed
            layers.#.inner = h.#.inner | transposed
            layers.#.outer = h.#.outer | transposed
            """;

    private LoadingMemory() {}

    /** Writes a checkpoint to a temporary file, loads it and prints the figures. */
    public static void main(String[] arguments) throws IOException {
        Path file = Files.createTempFile("loading", ".safetensors");
        try (NDManager manager = NDManager.newBaseManager()) {
            write(file);
            // The engine itself is not what is measured.
            manager.create(1f).add(1).getFloat();
            resetPeak();
            long before = kilobytes("VmRSS");
            try (Safetensors files = Safetensors.open(file);
                    Weights weights = Weights.load(weights(), WeightMap.of(TABLE), files, manager)) {
                double added = (kilobytes("VmHWM") - before) * 1024.0;
                System.out.printf(
                        "weights %.0f MB, peak +%.0f MB: %.2f times the weights%n",
                        weights.bytes() / 1e6, added / 1e6, added / weights.bytes());
            }
        } finally {
            Files.delete(file);
        }
    }

    private static List<Weight> weights() {
        List<Weight> weights = new ArrayList<>();
        weights.add(weight("token", WORDS, WIDTH));
        for (int i = 0; i < LAYERS; i++) {
            for (String name : List.of("query", "key", "value", "output")) {
                weights.add(weight("layers." + i + "." + name, WIDTH, WIDTH));
            }
            weights.add(weight("layers." + i + ".inner", 4 * WIDTH, WIDTH));
            weights.add(weight("layers." + i + ".outer", WIDTH, 4 * WIDTH));
        }
        return weights;
    }

    private static Weight weight(String path, long... shape) {
        return new Weight(() -> path, new Shape(shape), null);
    }

    private static void write(Path file) throws IOException {
        StringBuilder header = new StringBuilder();
        long end = add(header, "token", 0, WORDS, WIDTH);
        for (int i = 0; i < LAYERS; i++) {
            end = add(header, "h." + i + ".fused", end, WIDTH, 3 * WIDTH);
            end = add(header, "h." + i + ".output", end, WIDTH, WIDTH);
            end = add(header, "h." + i + ".inner", end, WIDTH, 4 * WIDTH);
            end = add(header, "h." + i + ".outer", end, 4 * WIDTH, WIDTH);
        }
        byte[] text = ("{" + header.substring(1) + "}").getBytes(StandardCharsets.UTF_8);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            channel.write(length.putLong(text.length).flip());
            channel.write(ByteBuffer.wrap(text));
            ByteBuffer zeros = ByteBuffer.allocate(1 << 20);
            for (long left = end; left > 0; ) {
                zeros.clear().limit((int) Math.min(zeros.capacity(), left));
                left -= channel.write(zeros);
            }
        }
    }

    private static long add(StringBuilder header, String name, long start, long rows, long columns) {
        long end = start + rows * columns * Float.BYTES;
        header.append(",\"%s\":{\"dtype\":\"F32\",\"shape\":[%d,%d],\"data_offsets\":[%d,%d]}"
                .formatted(name, rows, columns, start, end));
        return end;
    }

    private static void resetPeak() throws IOException {
        Files.writeString(Path.of("/proc/self/clear_refs"), "5");
    }

    private static long kilobytes(String field) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith(field + ":")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IOException("/proc/self/status has no " + field);
    }
}
