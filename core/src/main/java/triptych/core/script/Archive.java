package triptych.core.script;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a TorchScript archive: an uncompressed zip with the source of one class {@code M} and a pickled instance whose
 * attributes are all None.
 */
final class Archive {

    // Operators mean what they meant in this version: in version 3, gelu has no tanh formula yet.
    private static final byte[] VERSION = "10\n".getBytes(UTF_8);
    private static final byte[] NO_CONSTANTS = {(byte) 0x80, 2, ')', '.'};

    private Archive() {}

    static byte[] of(String program, List<String> attributes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            entry(zip, "m/version", VERSION);
            entry(zip, "m/data.pkl", instance(attributes));
            entry(zip, "m/code/__torch__.py", program.getBytes(UTF_8));
            entry(zip, "m/constants.pkl", NO_CONSTANTS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] instance(List<String> attributes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream pickle = new DataOutputStream(bytes);
        pickle.write(new byte[] {(byte) 0x80, 2}); // PROTO 2
        pickle.writeBytes("c__torch__\nM\n)\u0081}("); // GLOBAL, EMPTY_TUPLE, NEWOBJ, EMPTY_DICT, MARK
        text(pickle, "training");
        pickle.write(0x89); // NEWFALSE
        for (String attribute : attributes) {
            text(pickle, attribute);
            pickle.write('N'); // NONE
        }
        pickle.writeBytes("ub."); // SETITEMS, BUILD, STOP
        return bytes.toByteArray();
    }

    private static void text(DataOutputStream pickle, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        pickle.write('X'); // BINUNICODE, little-endian length
        pickle.writeInt(Integer.reverseBytes(bytes.length));
        pickle.write(bytes);
    }

    private static void entry(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }
}
