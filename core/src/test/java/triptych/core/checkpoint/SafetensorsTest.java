package triptych.core.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {

    private final Path folder;

    SafetensorsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void readsNamesShapesAndValues() throws IOException {
        Path file = SafetensorsFiles.write(path(), """
                {"__metadata__": {"format": "pt"},
                 "b": {"dtype": "F32", "shape": [2, 3], "data_offsets": [4, 28]},
                 "a": {"dtype": "F32", "shape": [], "data_offsets": [0, 4]},
                 "none": {"dtype": "F32", "shape": [0, 5], "data_offsets": [28, 28]}}   \s""", SafetensorsFiles.floats(9, 1, 2, 3, 4, 5, 6));
        try (Safetensors tensors = Safetensors.open(file);
                NDManager manager = NDManager.newBaseManager()) {
            assertEquals(
                    List.of("b", "a", "none"), List.copyOf(tensors.tensors().keySet()));
            assertEquals(
                    new TensorInfo("b", new Shape(2, 3), ElementType.F32),
                    tensors.tensors().get("b"));
            NDArray b = tensors.read("b", manager);
            assertEquals(new Shape(2, 3), b.getShape());
            assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, b.toFloatArray());
            assertEquals(new Shape(), tensors.read("a", manager).getShape());
            assertEquals(9f, tensors.read("a", manager).getFloat());
            assertEquals(new Shape(0, 5), tensors.read("none", manager).getShape());
        }
    }

    @Test
    void widensHalvesExactly() throws IOException {
        // one, smallest subnormal, largest, minus two, infinity, minus zero, smallest normal
        short[] halves = {0x3c00, 0x0001, 0x7bff, (short) 0xc000, 0x7c00, (short) 0x8000, 0x0400};
        float[] singles = {1, 0x1p-24f, 65504, -2, Float.POSITIVE_INFINITY, -0f, 0x1p-14f};
        assertArrayEquals(singles, readShorts("F16", halves));
    }

    @Test
    void widensBfloatsExactly() throws IOException {
        short[] stored = {0x3f80, (short) 0xc000, 0x0001, 0x7f80, (short) 0x8000};
        float[] singles = {1, -2, Float.intBitsToFloat(0x10000), Float.POSITIVE_INFINITY, -0f};
        assertArrayEquals(singles, readShorts("BF16", stored));
    }

    @Test
    void keepsNotANumber() throws IOException {
        assertTrue(Float.isNaN(readShorts("F16", (short) 0x7e01)[0]));
        assertTrue(Float.isNaN(readShorts("BF16", (short) 0x7fc1)[0]));
    }

    @Test
    void widensMoreThanOneBufferful() throws IOException {
        short[] halves = new short[100_003];
        for (int i = 0; i < halves.length; i++) {
            halves[i] = (short) (0x3c00 + i % 1024);
        }
        float[] singles = readShorts("F16", halves);
        for (int i = 0; i < halves.length; i++) {
            assertEquals(1 + i % 1024 / 1024f, singles[i]);
        }
    }

    private float[] readShorts(String type, short... values) throws IOException {
        ByteBuffer data = ByteBuffer.allocate(values.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        data.asShortBuffer().put(values);
        String header = "{\"x\": {\"dtype\": \"%s\", \"shape\": [%d], \"data_offsets\": [0, %d]}}"
                .formatted(type, values.length, data.capacity());
        try (Safetensors tensors = Safetensors.open(SafetensorsFiles.write(path(), header, data.array()));
                NDManager manager = NDManager.newBaseManager()) {
            return tensors.read("x", manager).toFloatArray();
        }
    }

    @Test
    void roundsDoublesAndReadsThemExactlyWhenAsked() throws IOException {
        byte[] data = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putDouble(0.1)
                .array();
        Path file = SafetensorsFiles.write(
                path(), "{\"x\": {\"dtype\": \"F64\", \"shape\": [1], \"data_offsets\": [0, 8]}}", data);
        try (Safetensors tensors = Safetensors.open(file);
                NDManager manager = NDManager.newBaseManager()) {
            assertEquals(0.1f, tensors.read("x", manager).getFloat(0));
            assertEquals(0.1, tensors.readExact("x", manager).getDouble(0));
        }
    }

    @Test
    void readsWholeNumbersInTheirOwnType() throws IOException {
        byte[] data = ByteBuffer.allocate(8 + 4 + 3)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(Long.MIN_VALUE)
                .putInt(-7)
                .put((byte) -1)
                .put((byte) 1)
                .put((byte) -1)
                .array();
        Path file = SafetensorsFiles.write(path(), """
                {"long": {"dtype": "I64", "shape": [1], "data_offsets": [0, 8]},
                 "int": {"dtype": "I32", "shape": [1], "data_offsets": [8, 12]},
                 "byte": {"dtype": "U8", "shape": [1], "data_offsets": [12, 13]},
                 "bool": {"dtype": "BOOL", "shape": [1], "data_offsets": [13, 14]},
                 "signed": {"dtype": "I8", "shape": [1], "data_offsets": [14, 15]}}""", data);
        try (Safetensors tensors = Safetensors.open(file);
                NDManager manager = NDManager.newBaseManager()) {
            assertEquals(Long.MIN_VALUE, tensors.readExact("long", manager).getLong(0));
            assertEquals(-7, tensors.readExact("int", manager).getInt(0));
            assertEquals(255, tensors.readExact("byte", manager).getUint8(0));
            assertTrue(tensors.readExact("bool", manager).getBoolean(0));
            assertEquals(-1, tensors.readExact("signed", manager).getByte(0));
            Refusal.ofCheckpoint(() -> tensors.read("long", manager), "long is stored as I64");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 6})
    void fillsAnArrayByPieces(int mostElements) throws IOException {
        Path path = SafetensorsFiles.writeFloats(path(), "x", "[3, 2]", 1, 2, 3, 4, 5, 6);
        try (FileBytes file = FileBytes.open(path);
                NDManager manager = NDManager.newBaseManager()) {
            Span span = only(file);
            NDArray x = span.read(manager, DataType.FLOAT32, mostElements);
            assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, x.toFloatArray());
            assertEquals(new Shape(3, 2), x.getShape());
        }
    }

    @Test
    void leavesNoArrayBehindButTheOneRead() throws IOException {
        Path path = SafetensorsFiles.writeFloats(path(), "x", "[3, 2]", 1, 2, 3, 4, 5, 6);
        try (FileBytes file = FileBytes.open(path);
                NDManager manager = NDManager.newBaseManager()) {
            only(file).read(manager, DataType.FLOAT32, 2);
            assertEquals(1, manager.getManagedArrays().size());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"x\": {\"dtype\": \"F32\", \"shape\": [2], \"data_offsets\": [0, 16]}}        | lies at bytes 0 to 16",
                "{\"x\": {\"dtype\": \"F32\", \"shape\": [3], \"data_offsets\": [0, 8]}}         | needs 12",
                "{\"x\": {\"dtype\": \"F16\", \"shape\": [2], \"data_offsets\": [0, 8]}}         | needs 4",
                "{\"x\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [8, 4]}}         | lies at bytes 8 to 4",
                "{\"x\": {\"dtype\": \"F32\", \"shape\": [2], \"data_offsets\": [-8, 0]}}        | -8",
                "{\"x\": {\"dtype\": \"F32\", \"shape\": [-2], \"data_offsets\": [0, 8]}}        | -2",
                "{\"x\": {\"dtype\": \"F32\", \"shape\": [2.5], \"data_offsets\": [0, 8]}}       | 2.5",
                "{\"x\": {\"dtype\": \"F32\", \"shape\": [\"2\"], \"data_offsets\": [0, 8]}}     | x has the size",
                "{\"x\": {\"dtype\": \"F32\", \"shape\": 2, \"data_offsets\": [0, 8]}}           | not as safetensors",
                "{\"x\": {\"dtype\": \"F32\", \"shape\": [99999999999999999999], \"data_offsets\": [0, 8]}} | x has the size",
                "{\"x\": {\"dtype\": \"F32\", \"shape\": [4294967296, 4294967296], \"data_offsets\": [0, 8]}} | no tensor has",
                "{\"x\": {\"dtype\": \"F32\", \"shape\": [0, 461168601842738790, 8], \"data_offsets\": [0, 0]}} | no tensor has",
                "{\"x\": {\"dtype\": \"F8_E4M3\", \"shape\": [8], \"data_offsets\": [0, 8]}}     | of type F8_E4M3",
                "{\"x\": {\"dtype\": \"F32\", \"shape\": [2], \"data_offsets\": [0, 8, 9]}}      | two data_offsets",
                "{\"x\": {\"dtype\": \"F32\", \"shape\": [2]}}                                   | two data_offsets",
                "{\"x\": {\"dtype\": \"F32\", \"dtype\": \"F32\", \"shape\": [2]}}               | field 'dtype'",
                "{\"x\": {\"dtype\": \"F32\", \"stride\": [2]}}                                  | field 'stride'",
                "{\"x\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [4, 8]}}         | x begins at byte 4",
                "{\"x\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [0, 4]}}         | 4 bytes behind",
                "{\"x\": {\"dtype\": \"F32\", \"shape\": [2], \"data_offsets\": [0, 8]}, \"y\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [4, 8]}} | y begins at byte 4",
                "{\"x\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [0, 4]}, \"x\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [4, 8]}} | lists x twice",
                "{\"x\": 3}           | not as safetensors",
                "[]                   | not as safetensors",
                "{\"x\": {            | not as safetensors",
                "{} x                 | header",
                "`` | header",
                "{}                   | 8 bytes behind",
            })
    void refusesAHeaderThatLies(String header, String part) throws IOException {
        Path file = SafetensorsFiles.write(path(), header, new byte[8]);
        assertSays(file, part);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 3, 100, 100_000_001, Long.MAX_VALUE, Long.MIN_VALUE})
    void refusesAHeaderLengthThatLies(long length) throws IOException {
        Path file = SafetensorsFiles.writeRaw(path(), length, "{}".getBytes(StandardCharsets.UTF_8), new byte[0]);
        assertSays(file, "header");
    }

    @Test
    void refusesAFileTooShortForALength() throws IOException {
        assertSays(Files.write(path(), new byte[7]), "has 7 bytes");
        assertSays(Files.write(path(), new byte[0]), "has 0 bytes");
    }

    @Test
    void refusesAHeaderThatIsNotText() throws IOException {
        assertSays(SafetensorsFiles.writeRaw(path(), 2, new byte[] {'{', (byte) 0xff}, new byte[0]), "utf-8");
    }

    @Test
    void refusesAFileCutShortAfterItWasOpened() throws IOException {
        Path file = SafetensorsFiles.writeFloats(path(), "x", "[3]", 1, 2, 3);
        try (Safetensors tensors = Safetensors.open(file);
                NDManager manager = NDManager.newBaseManager()) {
            Files.write(file, new byte[70]);
            Refusal.ofCheckpoint(() -> tensors.read("x", manager), "ends at byte");
            assertEquals(0, manager.getManagedArrays().size());
        }
    }

    @Test
    void refusesToReadATensorThatIsNotThere() throws IOException {
        try (Safetensors tensors = Safetensors.open(SafetensorsFiles.writeFloats(path(), "x", "[1]", 1));
                NDManager manager = NDManager.newBaseManager()) {
            Refusal.ofArgument(() -> tensors.read("y", manager), "no tensor called y");
        }
    }

    @Test
    void joinsTheShardsOfAnIndex() throws IOException {
        SafetensorsFiles.writeFloats(folder.resolve("one"), "x", "[2]", 1, 2);
        SafetensorsFiles.writeFloats(folder.resolve("two"), "y", "[1]", 3);
        try (TensorFiles tensors = ShardedTensors.open(index("x", "one", "y", "two"), Safetensors::open);
                NDManager manager = NDManager.newBaseManager()) {
            assertEquals(List.of("x", "y"), List.copyOf(tensors.tensors().keySet()));
            assertArrayEquals(new float[] {1, 2}, tensors.read("x", manager).toFloatArray());
            assertArrayEquals(new float[] {3}, tensors.readExact("y", manager).toFloatArray());
        }
    }

    @Test
    void refusesAnIndexThatLies() throws IOException {
        SafetensorsFiles.writeFloats(folder.resolve("one"), "x", "[2]", 1, 2);
        SafetensorsFiles.writeFloats(folder.resolve("two"), "x", "[1]", 3);
        assertIndexSays(index("x", "one", "y", "one"), "y is in one");
        assertIndexSays(index("x", "one", "y", "absent"), "absent, which is missing");
        assertIndexSays(index("x", "one", "y", "two"), "another shard holds");
        assertIndexSays(index("x", "../one", "y", "one"), "beside the index");
        assertIndexSays(index("x", "..", "y", "one"), "beside the index");
        assertIndexSays(Files.writeString(folder.resolve("index"), "{\"weight_map\": {\"x\": 3}}"), "not an index");
        assertIndexSays(Files.writeString(folder.resolve("index"), "{}"), "not an index");
    }

    private Path index(String... pairs) throws IOException {
        String map = "\"%s\": \"%s\", \"%s\": \"%s\"".formatted((Object[]) pairs);
        return Files.writeString(folder.resolve("index"), "{\"metadata\": {}, \"weight_map\": {" + map + "}}");
    }

    private static void assertIndexSays(Path index, String part) {
        Refusal.ofCheckpoint(() -> ShardedTensors.open(index, Safetensors::open), part);
    }

    private Path path() {
        return folder.resolve("model.safetensors");
    }

    private static void assertSays(Path file, String part) {
        Refusal.ofCheckpoint(() -> Safetensors.open(file), file.toString(), part);
    }

    private static Span only(FileBytes file) throws IOException {
        return SafetensorsHeader.read(file).values().iterator().next();
    }
}
