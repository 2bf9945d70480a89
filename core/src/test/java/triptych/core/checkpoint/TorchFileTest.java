package triptych.core.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import triptych.core.checkpoint.TorchFiles.PickleBytes;

class TorchFileTest {

    private final Path folder;

    TorchFileTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void readsEveryKindOfTensorThatPyTorchSaved() throws IOException {
        try (TorchFile file = TorchFile.open(saved());
                NDManager manager = NDManager.newBaseManager()) {
            assertEquals(
                    List.of(
                            "whole",
                            "transposed",
                            "row",
                            "column",
                            "half",
                            "bfloat",
                            "double",
                            "long",
                            "bytes",
                            "bool",
                            "scalar",
                            "empty",
                            "parameter"),
                    List.copyOf(file.tensors().keySet()));
            assertFloats(file, "whole", new Shape(3, 4), 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
            assertFloats(file, "transposed", new Shape(4, 3), 0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11);
            assertFloats(file, "row", new Shape(4), 4, 5, 6, 7);
            assertFloats(file, "column", new Shape(3), 2, 6, 10);
            assertFloats(file, "half", new Shape(2), 1.5f, -2);
            assertFloats(file, "bfloat", new Shape(2, 2), 1, -3, 0, 4);
            assertFloats(file, "double", new Shape(1), 0.1f);
            assertFloats(file, "scalar", new Shape(), 2.5f);
            assertFloats(file, "empty", new Shape(0, 3));
            assertFloats(file, "parameter", new Shape(1), 8);
            assertArrayEquals(
                    new long[] {-7, 1L << 40}, file.readExact("long", manager).toLongArray());
            assertArrayEquals(
                    new int[] {1, 3, 2, 255}, file.readExact("bytes", manager).toUint8Array());
            assertArrayEquals(
                    new boolean[] {true, false}, file.readExact("bool", manager).toBooleanArray());
            Refusal.ofCheckpoint(() -> file.read("long", manager), "long is stored as I64");
            Refusal.ofArgument(() -> file.read("absent", manager), "no tensor called absent");
        }
    }

    @Test
    void leavesNoArrayBehindButTheOneRead() throws IOException {
        try (TorchFile file = TorchFile.open(saved());
                NDManager manager = NDManager.newBaseManager()) {
            file.read("transposed", manager);
            assertEquals(1, manager.getManagedArrays().size());
        }
    }

    @ParameterizedTest
    @CsvSource({"os,system", "builtins,eval", "torch,load", "torch._utils,_rebuild_qtensor", "torch,ShortStorage"})
    void refusesEveryOtherGlobalByItsName(String module, String name) throws IOException {
        PickleBytes pickle = new PickleBytes().global(module, name).text("echo").raw(0x85, 'R');
        assertRefused(TorchFiles.write(path(), pickle, new byte[8]), module + "." + name);
    }

    @Test
    void refusesToCallWhatIsNoFunction() throws IOException {
        assertRefused(
                TorchFiles.write(
                        path(),
                        new PickleBytes().global("torch", "FloatStorage").raw(')', 'R'),
                        new byte[8]),
                "calls torch.FloatStorage");
        assertRefused(TorchFiles.write(path(), new PickleBytes().text("x").raw(')', 'R'), new byte[8]), "no function");
    }

    @ParameterizedTest
    @CsvSource({
        "2, 0, 3, 1, storage has 2", // more elements than the storage
        "2, 1, 2, 1, storage has 2", // begins too late
        "2, 0, 2, 2, storage has 2", // steps over the end
        "2, 3, 0, 1, storage has 2", // begins behind the end
        "2, 0, 5, 0, storage has 2", // the same element again and again
        "2, 0, 3, 4611686018427387904, storage has 2", // an overflow
        "2, 0, 9223372036854775807, 1, no tensor has such a size",
        "2, 0, -1, 1, whole number",
        "2, 0, 1, -1, whole number",
        "2, -1, 1, 1, whole number",
        "3, 0, 3, 1, entry has 8 bytes", // the archive holds less than the pickle says
        "1, 0, 1, 1, entry has 8 bytes",
        "4611686018427387904, 0, 1, 1, entry has 8 bytes",
    })
    void refusesATensorOutsideItsStorage(long stored, long offset, long size, long stride, String part)
            throws IOException {
        PickleBytes pickle = new PickleBytes().tensor(stored, offset, new long[] {size}, new long[] {stride});
        assertRefused(TorchFiles.write(path(), pickle, new byte[8]), part);
    }

    @Test
    void refusesMoreStridesThanSizes() throws IOException {
        PickleBytes pickle = new PickleBytes().tensor(2, 0, new long[] {2}, new long[] {1, 1});
        assertRefused(TorchFiles.write(path(), pickle, new byte[8]), "sizes [2] and strides [1, 1]");
    }

    @Test
    void refusesAStorageThatIsNotInTheArchive() throws IOException {
        byte[] pickle =
                new PickleBytes().tensor(2, 0, new long[] {2}, new long[] {1}).end();
        assertRefused(TorchFiles.write(path(), Map.of("a/data.pkl", pickle)), "no entry a/data/0");
    }

    @Test
    void refusesADictionaryOfSomethingElse() throws IOException {
        PickleBytes nested = new PickleBytes().raw('}').text("epoch").raw('K', 3, 's');
        assertRefused(TorchFiles.write(path(), nested, new byte[8]), "'epoch'", "not a tensor");
        PickleBytes list = new PickleBytes().raw(']');
        assertRefused(TorchFiles.write(path(), list, new byte[8]), "else than a dictionary");
    }

    static List<PickleBytes> brokenPickles() {
        return List.of(
                new PickleBytes().raw('t'),
                new PickleBytes().raw('R'),
                new PickleBytes().raw('K', 1, '(', '0'),
                new PickleBytes().raw('K', 1, 'K', 2, '(', 0x86, 't'),
                new PickleBytes().raw('}', '(', 'K', 1, 'K', 2, 'u'),
                new PickleBytes().raw('}', '(').text("x").raw('u'),
                new PickleBytes().raw('h', 5),
                new PickleBytes().raw('X', 255, 255, 255, 255),
                new PickleBytes().raw('X', 255, 255, 255, 127),
                new PickleBytes().raw(0x8a, 200),
                new PickleBytes().raw('K', 1, 'Q'),
                new PickleBytes().raw('K', 1, 0x85, 'Q'),
                new PickleBytes().raw('K', 1, 'K', 2, 'a'),
                new PickleBytes().raw('K', 1, 'N', 'b'),
                new PickleBytes().raw('(', 'K', 1, 'o'),
                new PickleBytes().raw(0x80, 4),
                new PickleBytes().global("torch._utils", "_rebuild_tensor_v2").raw(')', 'R'),
                new PickleBytes().raw('c', 'x'));
    }

    @ParameterizedTest
    @MethodSource("brokenPickles")
    void refusesAPickleThatMakesNoSense(PickleBytes pickle) throws IOException {
        assertRefused(TorchFiles.write(path(), pickle, new byte[8]), "pickle");
    }

    @Test
    void refusesAnEmptyPickle() throws IOException {
        assertRefused(TorchFiles.write(path(), Map.of("a/data.pkl", new byte[0])), "damaged pickle");
    }

    @Test
    void tellsWhatToDoWithTheOldFormat() throws IOException {
        Path file = Files.write(path(), new byte[] {(byte) 0x80, 2, (byte) 0x8a, 10, 0x6c, (byte) 0xfc});
        assertRefused(file, "before 1.6", "safetensors");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PK", "plain text, as a web page would be"})
    void refusesWhatIsNoArchive(String content) throws IOException {
        assertRefused(Files.writeString(path(), content), "not a zip archive");
    }

    @Test
    void refusesAPointerOfGit() throws IOException {
        assertRefused(
                Files.writeString(path(), "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n"),
                "git lfs");
    }

    @Test
    void refusesAnArchiveOfSomethingElse() throws IOException {
        assertRefused(TorchFiles.write(path(), Map.of("word/document.xml", new byte[3])), "without a data.pkl");
    }

    @Test
    void refusesABigEndianFile() throws IOException {
        Map<String, byte[]> entries = Map.of(
                "a/data.pkl", new PickleBytes().raw('}').end(), "a/byteorder", "big".getBytes(StandardCharsets.UTF_8));
        assertRefused(TorchFiles.write(path(), entries), "big-endian");
    }

    @Test
    void refusesACompressedEntry() throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path()))) {
            zip.putNextEntry(new ZipEntry("a/data.pkl"));
            zip.write(new PickleBytes().raw('}').end());
        }
        assertRefused(path(), "a/data.pkl is compressed");
    }

    @Test
    void readsTheDirectoryOfAnArchiveOverFourGigabytes() throws IOException {
        byte[] zip = TorchFiles.large("a/data/0", new byte[] {1, 2, 3});
        try (FileBytes file = FileBytes.open(Files.write(path(), zip))) {
            assertEquals(Map.of("a/data/0", new ZipEntries.Entry(30 + "a/data/0".length(), 3)), ZipEntries.read(file));
        }
    }

    @Test
    void refusesADirectoryCutAnywhere() throws IOException {
        for (byte[] zip : List.of(Files.readAllBytes(saved()), TorchFiles.large("a/data/0", new byte[] {1, 2, 3}))) {
            for (int length = 4; length < zip.length; length += 1 + zip.length / 300) {
                assertRefused(Files.write(path(), Arrays.copyOf(zip, length)));
            }
        }
    }

    @Test
    void neverFailsOtherwiseOnADamagedFile() throws IOException {
        byte[] sound = Files.readAllBytes(saved());
        for (int at = 0; at < sound.length; at += 7) {
            byte[] damaged = sound.clone();
            damaged[at] ^= (byte) 0x55;
            Files.write(path(), damaged);
            try (TorchFile file = TorchFile.open(path())) {
                assertFalse(file.tensors().isEmpty());
            } catch (CheckpointException e) {
                assertTrue(String.valueOf(e.getMessage()).startsWith(path().toString()));
            }
        }
    }

    private static void assertFloats(TorchFile file, String name, Shape shape, float... values) throws IOException {
        try (NDManager manager = NDManager.newBaseManager()) {
            var array = file.read(name, manager);
            assertEquals(shape, array.getShape(), name);
            assertArrayEquals(values, array.toFloatArray(), name);
        }
    }

    /** Written by torch 2.7.1. */
    private Path saved() throws IOException {
        Path file = folder.resolve("saved.bin");
        try (InputStream in = Objects.requireNonNull(TorchFileTest.class.getResourceAsStream("torch.bin"))) {
            Files.write(file, in.readAllBytes());
        }
        return file;
    }

    private Path path() {
        return folder.resolve("pytorch_model.bin");
    }

    private static void assertRefused(Path file, String... parts) {
        Refusal.ofCheckpoint(() -> TorchFile.open(file), parts);
    }
}
