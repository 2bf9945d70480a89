package triptych.core.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import triptych.core.config.ConfigFile;

/**
 * A student model of Firefox Translations as Marian writes it: {@code model.*.bin}. Tensors have Marian's own names;
 * every one is given as float32, quantised ones divided by their multiplier.
 *
 * <p>Two things are put right here, and nowhere else:
 *
 * <ul>
 *   <li><b>Matrices are [outputs, inputs]</b>, as a linear layer needs them, although the file records [inputs,
 *       outputs]: quantised ones lie in the file that way, others are transposed. Embeddings are [words, width] in
 *       both.
 *   <li><b>A start word is added.</b> Marian begins a translation with a zero vector; other models with a word. So
 *       {@code Wemb} has one row more than the file, all zeros, and {@code decoder_ff_logit_out_b} one number more,
 *       {@value #NEVER}: nothing ever chooses that word.
 * </ul>
 */
public final class MarianBinary implements TensorFiles {

    /** The score of the start word that is added. */
    private static final float NEVER = -10_000;

    private static final String SETTINGS = "special:model.yml";
    private static final String EMBEDDINGS = "Wemb";
    private static final String SCORES_BIAS = "decoder_ff_logit_out_b";
    private static final int BYTES_WIDENED_AT_ONCE = 1 << 16;
    private static final int MOST_SETTINGS_BYTES = 1 << 20;

    private final FileBytes file;
    private final Map<String, MarianItem> items;
    private final Map<String, TensorInfo> tensors = new LinkedHashMap<>();

    private MarianBinary(FileBytes file, Map<String, MarianItem> items) {
        this.file = file;
        this.items = items;
    }

    /**
     * Opens a file and checks that its items fill it.
     *
     * @throws CheckpointException if they don't, or one is of a type that is not read
     */
    public static MarianBinary open(Path path) throws IOException {
        FileBytes file = FileBytes.open(path);
        try {
            MarianBinary binary = new MarianBinary(file, MarianHeader.read(file));
            for (MarianItem item : binary.items.values()) {
                if (item.kind() != MarianItem.INT8) {
                    binary.tensors.put(item.name(), binary.info(item));
                }
            }
            return binary;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private TensorInfo info(MarianItem item) throws IOException {
        List<Long> sizes = new ArrayList<>(item.sizes());
        if (item.isMatrix() && !item.isEmbedding()) {
            Collections.swap(sizes, 0, 1);
        }
        int words = item.name().equals(EMBEDDINGS) ? 0 : item.name().equals(SCORES_BIAS) ? sizes.size() - 1 : -1;
        if (words >= 0 && words < sizes.size()) {
            sizes.set(words, sizes.get(words) + 1);
        }
        return TensorInfo.checked(file, item.name(), sizes, ElementType.F32);
    }

    /**
     * The settings of the model, which the file holds as YAML.
     *
     * @throws CheckpointException if there are none, or they are not YAML
     */
    public ConfigFile settings() throws IOException {
        MarianItem item = items.get(SETTINGS);
        if (item == null || item.kind() != MarianItem.INT8 || item.size() > MOST_SETTINGS_BYTES) {
            throw file.broken("has no " + SETTINGS + " with its settings");
        }
        String text = StandardCharsets.UTF_8
                .decode(file.read(item.position(), (int) item.size()))
                .toString();
        int end = text.indexOf('\0');
        String yaml = end < 0 ? text : text.substring(0, end);
        return ConfigFile.of(file.path() + " " + SETTINGS, SafeYaml.map(file.path(), yaml));
    }

    /** How many tensors lie in the file as each type; {@link #tensors()} says what they are read as. */
    public Map<ElementType, Integer> storedTypes() {
        Map<ElementType, Integer> types = new EnumMap<>(ElementType.class);
        for (String name : tensors.keySet()) {
            MarianItem item = Objects.requireNonNull(items.get(name));
            types.merge(item.kind() == MarianItem.INTGEMM8 ? ElementType.I8 : ElementType.F32, 1, Integer::sum);
        }
        return types;
    }

    @Override
    public Path location() {
        return file.path();
    }

    @Override
    public Map<String, TensorInfo> tensors() {
        return Collections.unmodifiableMap(tensors);
    }

    @Override
    public void readInto(String name, NDArray array) throws IOException {
        TensorInfo info = tensors.get(name);
        MarianItem item = items.get(name);
        if (info == null || item == null) {
            throw new IllegalArgumentException(location() + " has no tensor called " + name);
        }
        if (item.kind() == MarianItem.FLOAT32 && item.isMatrix() && !item.isEmbedding()) {
            StridedTensor turned =
                    new StridedTensor(info, 0, List.of(1L, item.sizes().get(1)));
            turned.readInto(file, item.position(), array);
        } else {
            fill(item, array.toByteBuffer(true).order(ByteOrder.nativeOrder()).asFloatBuffer());
        }
    }

    /** Same as {@link #read}: what is quantised has no array type of its own. */
    @Override
    public NDArray readExact(String name, NDManager manager) throws IOException {
        return read(name, manager);
    }

    private void fill(MarianItem item, FloatBuffer floats) throws IOException {
        int start = (int) item.size();
        FloatBuffer stored = floats.slice(0, start);
        if (item.kind() == MarianItem.FLOAT32) {
            ByteBuffer bytes = ByteBuffer.allocateDirect(BYTES_WIDENED_AT_ONCE).order(ByteOrder.LITTLE_ENDIAN);
            long from = item.position();
            while (stored.hasRemaining()) {
                bytes.clear().limit((int) Math.min(bytes.capacity(), (long) stored.remaining() * Float.BYTES));
                file.read(from, bytes);
                from += bytes.flip().remaining();
                stored.put(bytes.asFloatBuffer());
            }
        } else {
            widen(item, stored);
        }
        // The start word: nothing is behind the elements of any other tensor.
        while (start < floats.limit()) {
            floats.put(start++, item.name().equals(SCORES_BIAS) ? NEVER : 0);
        }
    }

    private void widen(MarianItem item, FloatBuffer floats) throws IOException {
        float multiplier = file.read(item.position() + item.size(), Float.BYTES).getFloat();
        if (!(multiplier > 0) || Float.isInfinite(multiplier)) {
            throw file.broken(item.name() + " has the multiplier " + multiplier + "; it must be a number above 0");
        }
        byte[] bytes = new byte[BYTES_WIDENED_AT_ONCE];
        float[] widened = new float[bytes.length];
        long from = item.position();
        while (floats.hasRemaining()) {
            int count = Math.min(bytes.length, floats.remaining());
            file.read(from, ByteBuffer.wrap(bytes, 0, count));
            for (int i = 0; i < count; i++) {
                widened[i] = bytes[i] / multiplier;
            }
            floats.put(widened, 0, count);
            from += count;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
