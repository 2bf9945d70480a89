package triptych.core.script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import triptych.core.ops.Activation;
import triptych.core.ops.Affine;
import triptych.core.ops.Weight;

/**
 * The matrices of a program, each packed once, whatever multiplies with it. Several maps of one input lie below each
 * other in one matrix, and their biases after each other in one vector.
 */
final class Matrices {

    private final Kernel kernel;
    private final Map<List<Affine>, String> packed = new LinkedHashMap<>();
    private final Map<List<Affine>, String> biases = new LinkedHashMap<>();

    Matrices(Kernel kernel) {
        this.kernel = kernel;
    }

    /** Whether tables that are only looked up are kept as float16. */
    boolean halvesTables() {
        return kernel.halvesTables();
    }

    /** Whether {@link #product} can take {@code function}. */
    boolean applies(Activation function) {
        return kernel.code().applies(function);
    }

    /** The product of {@code x} with {@code maps}, through {@code function} if that is not null. */
    String product(String x, List<Affine> maps, @Nullable Activation function) {
        boolean biased = maps.stream().anyMatch(map -> map.bias() != null);
        String bias = biased && !kernel.code().packsBias() ? "self." + name(biases, maps, "bias") : "None";
        // Where the bias is no part of it, maps that share a matrix share its packed form.
        List<Affine> matrix = kernel.code().packsBias()
                ? maps
                : maps.stream().map(map -> new Affine(map.weight(), null)).toList();
        return kernel.code().linear(x, "self." + name(packed, matrix, "packed"), bias, function);
    }

    private static String name(Map<List<Affine>, String> names, List<Affine> maps, String kind) {
        return names.computeIfAbsent(maps, m -> together(m) + "_" + kind + names.size());
    }

    /** {@code layers_0_attention_query_key_value} for three matrices of one layer. */
    private static String together(List<Affine> maps) {
        List<String> paths = maps.stream()
                .map(map -> map.weight().path().replaceFirst("\\.weight$", ""))
                .toList();
        String others = paths.stream()
                .skip(1)
                .map(path -> "_" + path.substring(path.lastIndexOf('.') + 1))
                .collect(Collectors.joining());
        return (paths.get(0) + others).replace('.', '_');
    }

    /** The attributes that hold them. */
    List<Slot> slots() {
        List<Slot> slots = new ArrayList<>();
        packed.forEach((maps, name) -> slots.add(matrix(maps, name)));
        biases.forEach((maps, name) -> {
            List<Weight> own = biases(maps);
            slots.add(new Slot(name, "Tensor", own, bias(maps, 0), "matrix"));
        });
        return slots;
    }

    private Slot matrix(List<Affine> maps, String name) {
        List<Weight> own = maps.stream().map(Affine::weight).toList();
        String matrix =
                joined(IntStream.range(0, own.size()).mapToObj(Matrices::loaded).toList());
        String value = kernel.code().pack("matrix", bias(maps, own.size()));
        List<Weight> all = Stream.concat(own.stream(), biases(maps).stream()).toList();
        return new Slot(name, kernel.packedType(), all, matrix, value);
    }

    private static List<Weight> biases(List<Affine> maps) {
        List<Weight> found = new ArrayList<>();
        for (Affine map : maps) {
            if (map.bias() != null) {
                found.add(map.bias());
            }
        }
        return found;
    }

    /** The biases, the first of which is loaded as number {@code from}; zeros for a map that has none. */
    private static String bias(List<Affine> maps, int from) {
        if (biases(maps).isEmpty()) {
            return "None";
        }
        List<String> parts = new ArrayList<>();
        int next = from;
        for (Affine map : maps) {
            parts.add(
                    map.bias() == null
                            ? "torch.zeros([%d], dtype=6, layout=0, device=ops.prim.device(weights[%d]))"
                                    .formatted(map.out(), from)
                            : loaded(next++));
        }
        return joined(parts);
    }

    private static String loaded(int index) {
        return "weights[%d]".formatted(index);
    }

    private static String joined(List<String> parts) {
        return parts.size() == 1 ? parts.get(0) : "torch.cat(" + parts + ")";
    }
}
