package triptych.core.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes small safetensors files, sound or not. */
final class SafetensorsFiles {

    private SafetensorsFiles() {}

    /** A file of that header and those bytes. */
    static Path write(Path file, String header, byte[] data) throws IOException {
        byte[] head = header.getBytes(StandardCharsets.UTF_8);
        return writeRaw(file, head.length, head, data);
    }

    /** A file whose header claims to have {@code length} bytes. */
    static Path writeRaw(Path file, long length, byte[] head, byte[] data) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate(Long.BYTES + head.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        return Files.write(file, bytes.putLong(length).put(head).put(data).array());
    }

    /** A file with one float32 tensor of the sizes given. */
    static Path writeFloats(Path file, String name, String shape, float... values) throws IOException {
        String header = "{\"%s\": {\"dtype\": \"F32\", \"shape\": %s, \"data_offsets\": [0, %d]}}"
                .formatted(name, shape, values.length * Float.BYTES);
        return write(file, header, floats(values));
    }

    static byte[] floats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return bytes.array();
    }
}
