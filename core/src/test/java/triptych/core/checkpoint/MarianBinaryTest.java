package triptych.core.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import triptych.core.config.ConfigException;
import triptych.core.config.ConfigFile;

class MarianBinaryTest {

    private final Path folder;

    MarianBinaryTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void dividesQuantisedNumbersByTheirMultiplier() throws IOException {
        MarianFiles file = new MarianFiles().quantised("encoder_l1_self_Wq_x", new int[] {1, 3}, 3, -127, 0, 1);
        assertRead(file, "encoder_l1_self_Wq_x", new Shape(1, 3), -127 / 3f, 0, 1 / 3f);
    }

    @Test
    void givesAMatrixAsOutputsByInputs() throws IOException {
        // Recorded as 2 inputs and 3 outputs: quantised, an output's two numbers lie side by side.
        MarianFiles file = new MarianFiles()
                .quantised("quantised", new int[] {2, 3}, 1, 1, 2, 3, 4, 5, 6)
                .floats("plain", new int[] {2, 3}, 1, 3, 5, 2, 4, 6);
        assertRead(file, "quantised", new Shape(3, 2), 1, 2, 3, 4, 5, 6);
        assertRead(file, "plain", new Shape(3, 2), 1, 2, 3, 4, 5, 6);
    }

    @Test
    void addsAStartWordThatNothingChooses() throws IOException {
        MarianFiles file = new MarianFiles()
                .quantised("Wemb", new int[] {3, 2}, 2, 2, 4, 6, 8, 10, 12)
                .floats("decoder_ff_logit_out_b", new int[] {1, 3}, 7, 8, 9);
        assertRead(file, "Wemb", new Shape(4, 2), 1, 2, 3, 4, 5, 6, 0, 0);
        assertRead(file, "decoder_ff_logit_out_b", new Shape(1, 4), 7, 8, 9, -10_000);
        assertRead(
                new MarianFiles().floats("Wemb", new int[] {2, 2}, 1, 2, 3, 4),
                "Wemb",
                new Shape(3, 2),
                1,
                2,
                3,
                4,
                0,
                0);
    }

    @Test
    void readsMoreThanOneBufferful() throws IOException {
        ByteFile large = new ByteFile(70_000);
        try (MarianBinary binary = MarianBinary.open(Files.write(path(), large.bytes()));
                NDManager manager = NDManager.newBaseManager()) {
            float[] read = binary.read("x", manager).toFloatArray();
            assertEquals(70_000, read.length);
            for (int i = 0; i < read.length; i++) {
                assertEquals((byte) i / 2f, read[i]);
            }
        }
    }

    /** One quantised item too long for the buffer of {@link MarianFiles}. */
    private record ByteFile(int size) {

        byte[] bytes() {
            byte[] head = new MarianFiles()
                    .item("x", MarianItem.INTGEMM8, new int[] {1, size}, new byte[0])
                    .bytes();
            ByteBuffer all = ByteBuffer.allocate(head.length + size + 4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .put(head)
                    .putLong(16 + 24, size + 4L);
            for (int i = 0; i < size; i++) {
                all.put((byte) i);
            }
            return all.putFloat(2).array();
        }
    }

    @Test
    void readsTheSettings() throws IOException {
        MarianFiles file = new MarianFiles()
                .floats("x", new int[] {1}, 1)
                .settings("dim-emb: 256\ndim-vocabs:\n  - 3\n  - 3\ninput-types: []\nskip: false\npre: \"\"\n");
        try (MarianBinary binary = MarianBinary.open(Files.write(path(), file.bytes()))) {
            assertEquals(Set.of("x"), binary.tensors().keySet());
            ConfigFile settings = binary.settings();
            assertEquals(256, settings.positive("dim-emb"));
            assertEquals(Optional.of(List.of(3, 3)), settings.integers("dim-vocabs"));
            assertEquals("", settings.text("pre"));
            assertEquals(false, settings.flag("skip"));
            settings.refuseUnread(Set.of("input-types"), Map.of());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x: !!javax.script.ScriptEngineManager []",
                "- a",
                "x: [",
                "x: 1\nx: 2",
                "a: &a [1]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\nd: &d [*c, *c, *c]\ne: [*d, *d, *d]",
                "a: &a [*a]",
            })
    void refusesHostileSettings(String yaml) throws IOException {
        try (MarianBinary binary = MarianBinary.open(
                Files.write(path(), new MarianFiles().settings(yaml).bytes()))) {
            Refusal.ofCheckpoint(binary::settings, path().toString(), "YAML");
        }
    }

    @Test
    void takesOddYamlValuesAsText() throws IOException {
        MarianFiles file = new MarianFiles().settings("date: 2021-04-28\nnan: .nan\nlist: [null, .inf]\nn: 3");
        try (MarianBinary binary = MarianBinary.open(Files.write(path(), file.bytes()))) {
            ConfigFile settings = binary.settings();
            assertEquals(3, settings.integer("n"));
            assertTrue(settings.has("date"));
            assertThrows(ConfigException.class, () -> settings.number("nan"));
        }
    }

    @Test
    void refusesAFileWithoutSettings() throws IOException {
        try (MarianBinary binary = MarianBinary.open(Files.write(
                path(), new MarianFiles().floats("x", new int[] {1}, 1).bytes()))) {
            Refusal.ofCheckpoint(binary::settings, "no special:model.yml");
        }
    }

    @ParameterizedTest
    @CsvSource({"0x0402,float16", "0x4102,intgemm16", "0x1801,packed8avx2", "0x2801,packed8avx512", "0x9999,0x9999"})
    void refusesOtherTypesByName(String kind, String name) {
        assertRefused(
                new MarianFiles()
                        .item("W", Long.decode(kind), new int[] {1}, new byte[8])
                        .bytes(),
                "W is of type " + name);
    }

    @ParameterizedTest
    @ValueSource(floats = {0, -1, Float.NaN, Float.POSITIVE_INFINITY})
    void refusesAMultiplierThatCannotBe(float multiplier) throws IOException {
        byte[] bytes = new MarianFiles()
                .quantised("W", new int[] {1, 1}, multiplier, 1)
                .bytes();
        try (MarianBinary binary = MarianBinary.open(Files.write(path(), bytes));
                NDManager manager = NDManager.newBaseManager()) {
            Refusal.ofCheckpoint(() -> binary.read("W", manager), "W has the multiplier");
            assertEquals(0, manager.getManagedArrays().size());
            Refusal.ofArgument(() -> binary.read("V", manager), "no tensor called V");
        }
    }

    @Test
    void refusesABlockTooShortForItsShape() {
        assertRefused(new MarianFiles().floats("W", new int[] {3}, 1, 2).bytes(), "W has 8 bytes", "needs 12");
        assertRefused(
                new MarianFiles()
                        .item("W", MarianItem.INTGEMM8, new int[] {4}, new byte[4])
                        .bytes(),
                "needs 8");
        assertRefused(new MarianFiles().floats("W", new int[] {-3}, 1).bytes(), "W has sizes");
        assertRefused(
                new MarianFiles().floats("W", new int[] {1 << 30, 1 << 30}, 1).bytes(), "W has sizes");
    }

    @Test
    void refusesAnItemTwice() {
        assertRefused(
                new MarianFiles()
                        .floats("W", new int[] {1}, 1)
                        .floats("W", new int[] {1}, 1)
                        .bytes(),
                "lists W twice");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 2, version 2", // version
        "8, -1, items", // count
        "8, 3000000000, items",
        "8, 40, heads of its items",
        "16, 0, name", // length of the name
        "16, 5000, name",
        "16, 1, zero byte",
        "32, -1, axes",
        "32, 9, axes",
        "40, 9223372036854775807, bytes of W", // of the block
        "40, -8, W has -8 bytes",
        "54, -1, padding",
        "54, 9223372036854775807, padding",
        "54, 3, behind its last item",
    })
    void refusesAHeadThatLies(int position, long value, String part) {
        byte[] bytes = new MarianFiles().floats("W", new int[] {1}, 1).bytes();
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(position, value);
        assertRefused(bytes, part);
    }

    @Test
    void refusesAFileCutAnywhere() {
        byte[] sound = new MarianFiles()
                .floats("W", new int[] {2}, 1, 2)
                .settings("a: 1")
                .bytes();
        for (int length = 0; length < sound.length; length++) {
            assertRefused(Arrays.copyOf(sound, length));
        }
        assertRefused(Arrays.copyOf(sound, sound.length + 1), "1 bytes behind its last item");
    }

    private void assertRead(MarianFiles file, String name, Shape shape, float... values) throws IOException {
        try (MarianBinary binary = MarianBinary.open(Files.write(path(), file.bytes()));
                NDManager manager = NDManager.newBaseManager()) {
            NDArray array = binary.read(name, manager);
            assertEquals(
                    new TensorInfo(name, shape, ElementType.F32),
                    binary.tensors().get(name));
            assertEquals(shape, array.getShape());
            assertArrayEquals(values, array.toFloatArray());
            assertEquals(1, manager.getManagedArrays().size());
        }
    }

    private void assertRefused(byte[] bytes, String... parts) {
        Refusal.ofCheckpoint(() -> MarianBinary.open(Files.write(path(), bytes)), parts);
    }

    private Path path() {
        return folder.resolve("model.xxyy.bin");
    }
}
