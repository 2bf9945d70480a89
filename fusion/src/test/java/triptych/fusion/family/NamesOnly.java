package triptych.fusion.family;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import triptych.core.checkpoint.ElementType;
import triptych.core.checkpoint.TensorFiles;
import triptych.core.checkpoint.TensorInfo;

/** A checkpoint of which only names and shapes are known: lines such as {@code logit_scale []}. */
record NamesOnly(Path location, Map<String, TensorInfo> tensors) implements TensorFiles {

    static NamesOnly read(Path file) throws IOException {
        Map<String, TensorInfo> tensors = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file)) {
            String name = line.substring(0, line.indexOf(' '));
            String sizes = line.substring(name.length() + 1).replaceAll("[\\[\\] ]", "");
            long[] shape = sizes.isEmpty()
                    ? new long[0]
                    : Arrays.stream(sizes.split(",", -1))
                            .mapToLong(Long::parseLong)
                            .toArray();
            tensors.put(name, new TensorInfo(name, new Shape(shape), ElementType.F32));
        }
        return new NamesOnly(file, tensors);
    }

    NamesOnly without(String name) {
        Map<String, TensorInfo> fewer = new LinkedHashMap<>(tensors);
        fewer.remove(name);
        return new NamesOnly(location, fewer);
    }

    NamesOnly with(String name, long... shape) {
        Map<String, TensorInfo> more = new LinkedHashMap<>(tensors);
        more.put(name, new TensorInfo(name, new Shape(shape), ElementType.F32));
        return new NamesOnly(location, more);
    }

    NamesOnly renamed(String prefix, String other) {
        Map<String, TensorInfo> renamed = new LinkedHashMap<>();
        tensors.forEach((name, info) -> {
            String full = name.startsWith(prefix) ? other + name.substring(prefix.length()) : name;
            renamed.put(full, new TensorInfo(full, info.shape(), info.type()));
        });
        return new NamesOnly(location, renamed);
    }

    @Override
    public void readInto(String name, NDArray array) {
        throw new IllegalStateException("only names are known");
    }

    @Override
    public NDArray readExact(String name, NDManager manager) {
        throw new IllegalStateException("only names are known");
    }

    @Override
    public void close() {}
}
