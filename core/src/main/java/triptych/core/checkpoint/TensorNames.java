package triptych.core.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A checkpoint under today's names: names that any older checkpoint may have are brought up to date, and buffers that
 * hold no trained values are left out. Prefixes of a base model are the families' business: {@link WeightMap#withBase}.
 */
public final class TensorNames implements TensorFiles {

    /** Buffers that versions of the reference saved beside the weights, in any model. */
    private static final List<Pattern> BUFFERS = List.of(
            Pattern.compile("(.*\\.)?position_ids"),
            Pattern.compile("(.*\\.)?embeddings\\.token_type_ids"),
            // GPT-2's causal mask; elsewhere attn.bias could be a weight.
            Pattern.compile("(.*\\.)?h\\.\\d+\\.(attn|crossattention)\\.(bias|masked_bias)"),
            Pattern.compile("(.*\\.)?(encoder|decoder)\\.version"));

    private final TensorFiles files;
    private final Map<String, String> stored = new LinkedHashMap<>();
    private final Map<String, TensorInfo> tensors = new LinkedHashMap<>();

    private TensorNames(TensorFiles files) {
        this.files = files;
    }

    /**
     * Views {@code files} under today's names. Closing the view closes them.
     *
     * @throws CheckpointException if two tensors have the same name today
     */
    public static TensorNames of(TensorFiles files) throws CheckpointException {
        TensorNames names = new TensorNames(files);
        for (TensorInfo info : files.tensors().values()) {
            if (BUFFERS.stream().noneMatch(buffer -> buffer.matcher(info.name()).matches())) {
                names.add(info);
            }
        }
        return names;
    }

    private void add(TensorInfo info) throws CheckpointException {
        String name = today(info.name());
        String other = stored.put(name, info.name());
        if (other != null) {
            throw new CheckpointException(
                    location(), "has both " + other + " and " + info.name() + ": one is today's name of the other");
        }
        tensors.put(name, new TensorInfo(name, info.shape(), info.type()));
    }

    /** Until 2018 norms were saved with the letters of their paper, as TensorFlow's checkpoints do. */
    private static String today(String name) {
        return name.replace("LayerNorm.gamma", "LayerNorm.weight").replace("LayerNorm.beta", "LayerNorm.bias");
    }

    @Override
    public Path location() {
        return files.location();
    }

    @Override
    public Map<String, TensorInfo> tensors() {
        return Collections.unmodifiableMap(tensors);
    }

    @Override
    public void readInto(String name, NDArray array) throws IOException {
        files.readInto(stored(name), array);
    }

    @Override
    public NDArray readExact(String name, NDManager manager) throws IOException {
        return files.readExact(stored(name), manager);
    }

    private String stored(String name) {
        String found = stored.get(name);
        if (found == null) {
            throw new IllegalArgumentException(location() + " has no tensor called " + name);
        }
        return found;
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
