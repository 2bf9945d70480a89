package triptych.core.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Tensors in memory, which remember what was read. */
final class FakeTensors implements TensorFiles {

    private final Map<String, TensorInfo> tensors = new LinkedHashMap<>();
    private final Map<String, float[]> values = new LinkedHashMap<>();
    private final List<String> reads = new ArrayList<>();

    FakeTensors with(String name, Shape shape, float... numbers) {
        tensors.put(name, new TensorInfo(name, shape, ElementType.F32));
        values.put(name, numbers);
        return this;
    }

    List<String> reads() {
        return reads;
    }

    @Override
    public Path location() {
        return Path.of("fake");
    }

    @Override
    public Map<String, TensorInfo> tensors() {
        return tensors;
    }

    @Override
    public void readInto(String name, NDArray array) {
        reads.add(name);
        // In place, as files are read: NDArray.set would give the array other memory.
        array.toByteBuffer(true)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer()
                .put(Objects.requireNonNull(values.get(name)));
    }

    @Override
    public NDArray readExact(String name, NDManager manager) throws IOException {
        return read(name, manager);
    }

    @Override
    public void close() {}
}
