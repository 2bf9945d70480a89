package triptych.core.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A file in the <a href="https://github.com/huggingface/safetensors#format">safetensors</a> format. Values go from the
 * file straight into the arrays' memory.
 */
public final class Safetensors implements TensorFiles {

    private final FileBytes file;
    private final Map<String, Span> spans;
    private final Map<String, TensorInfo> tensors;

    private Safetensors(FileBytes file, Map<String, Span> spans) {
        this.file = file;
        this.spans = spans;
        Map<String, TensorInfo> infos = new LinkedHashMap<>();
        spans.forEach((name, span) -> infos.put(name, span.info()));
        this.tensors = Collections.unmodifiableMap(infos);
    }

    /**
     * Opens a file and checks its header: that it describes every byte of the file once.
     *
     * @throws CheckpointException if it does not
     */
    public static Safetensors open(Path path) throws IOException {
        FileBytes file = FileBytes.open(path);
        try {
            return new Safetensors(file, SafetensorsHeader.read(file));
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public Path location() {
        return file.path();
    }

    @Override
    public Map<String, TensorInfo> tensors() {
        return tensors;
    }

    @Override
    public void readInto(String name, NDArray array) throws IOException {
        span(name).readInto(array);
    }

    @Override
    public NDArray readExact(String name, NDManager manager) throws IOException {
        return span(name).readExact(manager);
    }

    private Span span(String name) {
        Span span = spans.get(name);
        if (span == null) {
            throw new IllegalArgumentException(file.path() + " has no tensor called " + name);
        }
        return span;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
