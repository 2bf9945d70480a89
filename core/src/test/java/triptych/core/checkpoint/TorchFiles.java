package triptych.core.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes small files as {@code torch.save} does, sound or not. */
final class TorchFiles {

    private TorchFiles() {}

    /** An archive of those entries, stored as they are. */
    static Path write(Path file, Map<String, byte[]> entries) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.setMethod(ZipOutputStream.STORED);
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                ZipEntry header = new ZipEntry(entry.getKey());
                CRC32 check = new CRC32();
                check.update(entry.getValue());
                header.setCrc(check.getValue());
                header.setSize(entry.getValue().length);
                zip.putNextEntry(header);
                zip.write(entry.getValue());
            }
        }
        return file;
    }

    /** An archive of one pickle and one storage called 0. */
    static Path write(Path file, PickleBytes pickle, byte[] storage) throws IOException {
        return write(file, Map.of("a/data.pkl", pickle.end(), "a/data/0", storage));
    }

    /** An archive with one entry, all of whose sizes and places are given in the fields for archives over 4 GB. */
    static byte[] large(String name, byte[] content) {
        byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
        ByteBuffer zip = ByteBuffer.allocate(1000 + content.length).order(ByteOrder.LITTLE_ENDIAN);
        zip.putInt(0x04034b50)
                .put(new byte[22])
                .putShort((short) nameBytes.length)
                .putShort((short) 0);
        zip.put(nameBytes).put(content);
        int directory = zip.position();
        zip.putInt(0x02014b50).put(new byte[16]).putInt(-1).putInt(-1);
        zip.putShort((short) nameBytes.length)
                .putShort((short) (4 + 3 + 4 + 24))
                .put(new byte[10])
                .putInt(-1);
        zip.put(nameBytes);
        zip.putShort((short) 0x5455).putShort((short) 3).put(new byte[3]);
        zip.putShort((short) 1)
                .putShort((short) 24)
                .putLong(content.length)
                .putLong(content.length)
                .putLong(0);
        int end = zip.position();
        zip.putInt(0x06064b50).put(new byte[36]).putLong(end - directory).putLong(directory);
        zip.putInt(0x07064b50).putInt(0).putLong(end).putInt(1);
        zip.putInt(0x06054b50).put(new byte[4]).putShort((short) -1).putShort((short) -1);
        zip.putInt(-1).putInt(-1).putShort((short) 0);
        byte[] bytes = new byte[zip.position()];
        zip.flip().get(bytes);
        return bytes;
    }

    /** A pickle, instruction by instruction. */
    static final class PickleBytes {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        PickleBytes() {
            raw(0x80, 2);
        }

        PickleBytes raw(int... instructions) {
            for (int instruction : instructions) {
                bytes.write(instruction);
            }
            return this;
        }

        PickleBytes text(String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            raw('X', utf8.length, 0, 0, 0);
            bytes.writeBytes(utf8);
            return this;
        }

        PickleBytes number(long value) {
            raw(0x8a, 8);
            bytes.writeBytes(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(value)
                    .array());
            return this;
        }

        PickleBytes global(String module, String name) {
            bytes.writeBytes(("c" + module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
            return this;
        }

        /** A dictionary with one tensor, called x, that views float32 storage 0. */
        PickleBytes tensor(long storageSize, long offset, long[] sizes, long[] strides) {
            raw('}').text("x").global("torch._utils", "_rebuild_tensor_v2").raw('(');
            raw('(').text("storage").global("torch", "FloatStorage").text("0").text("cpu");
            number(storageSize).raw('t', 'Q').number(offset);
            numbers(sizes).numbers(strides);
            return raw(0x89).global("collections", "OrderedDict").raw(')', 'R', 't', 'R', 's');
        }

        PickleBytes numbers(long... numbers) {
            raw('(');
            for (long number : numbers) {
                number(number);
            }
            return raw('t');
        }

        byte[] end() {
            return raw('.').bytes.toByteArray();
        }
    }
}
