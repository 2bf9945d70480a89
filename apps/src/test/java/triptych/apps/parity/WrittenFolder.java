package triptych.apps.parity;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A parity folder without a model that a test writes, case by case. */
final class WrittenFolder {

    private final Path path;
    private final JsonArray cases = new JsonArray();
    private final JsonObject header = new JsonObject();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    WrittenFolder(Path path) {
        this.path = path;
    }

    /** Adds a case; {@code fields} is the inside of a JSON object, with single quotes. */
    WrittenFolder with(String name, String kind, String fields) {
        JsonObject json = new Gson().fromJson("{" + fields.replace('\'', '"') + "}", JsonObject.class);
        json.addProperty("name", name);
        json.addProperty("kind", kind);
        cases.add(json);
        return this;
    }

    WrittenFolder floats(String name, List<Integer> shape, double... values) throws IOException {
        ByteBuffer bytes = buffer(4 * values.length);
        for (double value : values) {
            bytes.putFloat((float) value);
        }
        return tensor(name, "F32", shape, bytes);
    }

    WrittenFolder longs(String name, List<Integer> shape, long... values) throws IOException {
        ByteBuffer bytes = buffer(8 * values.length);
        for (long value : values) {
            bytes.putLong(value);
        }
        return tensor(name, "I64", shape, bytes);
    }

    WrittenFolder levels(String name, List<Integer> shape, int... values) throws IOException {
        ByteBuffer bytes = buffer(values.length);
        for (int value : values) {
            bytes.put((byte) value);
        }
        return tensor(name, "U8", shape, bytes);
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private WrittenFolder tensor(String name, String type, List<Integer> shape, ByteBuffer bytes) throws IOException {
        JsonObject entry = new JsonObject();
        entry.addProperty("dtype", type);
        entry.add("shape", new Gson().toJsonTree(shape));
        entry.add("data_offsets", new Gson().toJsonTree(List.of(data.size(), data.size() + bytes.capacity())));
        header.add(name, entry);
        data.write(bytes.array(), bytes.arrayOffset(), bytes.capacity());
        return this;
    }

    /** Writes it all. */
    Path write() throws IOException {
        Files.createDirectories(path);
        JsonObject head = new JsonObject();
        head.addProperty("format", 1);
        head.addProperty("class", "none");
        head.add("cases", cases);
        Files.writeString(path.resolve("parity.json"), head.toString());
        byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
        try (var out = Files.newOutputStream(path.resolve("parity.safetensors"))) {
            out.write(buffer(8).putLong(json.length).array());
            out.write(json);
            out.write(data.toByteArray());
        }
        return path;
    }
}
