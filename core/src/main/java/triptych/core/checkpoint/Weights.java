package triptych.core.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import triptych.core.checkpoint.WeightPlan.Reading;
import triptych.core.ops.Weight;
import triptych.core.ops.WeightGroup;

/**
 * The values of a model's weights, float32, in memory of their own until {@link #close}. Any number of threads may read
 * them.
 */
public final class Weights implements Function<Weight, NDArray>, AutoCloseable {

    private final NDManager manager;
    private final Map<Weight, NDArray> values = new HashMap<>();

    private Weights(NDManager manager) {
        this.manager = manager;
    }

    /**
     * Reads the values of {@code weights}. Everything is checked first, before memory is taken: see the error. A tensor
     * is read once, however many weights are cut from it; besides the weights there is never more in memory than one
     * such tensor, or one copy that is compared.
     *
     * @param weights of a model; one that stands there twice is read once
     * @param map which tensor fills which weight
     * @param files where they are; they may be closed afterwards
     * @param parent says on which device the weights are to be; closing it closes them too
     * @throws CheckpointException if they don't fit together, listing every weight without a row or a tensor, every
     *     tensor without a weight and every wrong shape; or if copies of one weight differ
     */
    public static Weights load(Iterable<Weight> weights, WeightMap map, TensorFiles files, NDManager parent)
            throws IOException {
        Function<Weight, WeightGroup> groups = groups(weights, map, files);
        Set<WeightGroup> all = new LinkedHashSet<>();
        weights.forEach(weight -> all.add(groups.apply(weight)));
        Weights loaded = new Weights(parent.newSubManager());
        try {
            for (WeightGroup group : all) {
                loaded.values.putAll(group.read(loaded.manager));
            }
        } catch (IOException | RuntimeException e) {
            loaded.close();
            throw e;
        }
        return loaded;
    }

    /**
     * Where the values of {@code weights} come from, for those who keep them in a form of their own. Everything is
     * checked as by {@link #load}; nothing is read yet.
     *
     * @param files where they are; they must stay open until all is read
     * @return the group of each weight, an {@link IllegalArgumentException} for others
     * @throws CheckpointException if model and checkpoint don't fit together
     */
    public static Function<Weight, WeightGroup> groups(Iterable<Weight> weights, WeightMap map, TensorFiles files)
            throws CheckpointException {
        Map<Weight, Reading> plan = WeightPlan.of(weights, map, files);
        Map<Weight, WeightGroup> groups = new HashMap<>();
        Map<String, TensorGroup> byTensor = new HashMap<>();
        for (Weight weight : weights) {
            Reading reading = plan.get(weight);
            TensorInfo tensor = reading == null ? null : reading.tensor();
            if (reading == null || tensor == null) {
                groups.put(weight, new MadeWeight(weight));
            } else {
                TensorGroup group = byTensor.computeIfAbsent(tensor.name(), name -> new TensorGroup(name, files));
                group.add(weight, reading);
                groups.put(weight, group);
            }
        }
        return weight -> known(weight, groups.get(weight));
    }

    private static <T> T known(Weight weight, @Nullable T found) {
        if (found == null) {
            throw new IllegalArgumentException(weight + " was not loaded");
        }
        return found;
    }

    /**
     * Checks as {@link #load} does, and reads nothing.
     *
     * @throws CheckpointException if model and checkpoint don't fit together
     */
    public static void check(Iterable<Weight> weights, WeightMap map, TensorFiles files) throws CheckpointException {
        WeightPlan.of(weights, map, files);
    }

    /**
     * The values of {@code weight}, which stay ours.
     *
     * @throws IllegalArgumentException if the weight is not one of those that were loaded
     */
    @Override
    public NDArray apply(Weight weight) {
        return known(weight, values.get(weight));
    }

    /** Bytes in memory that the weights take, constants included. */
    public long bytes() {
        return values.values().stream()
                .mapToLong(value -> value.size() * value.getDataType().getNumOfBytes())
                .sum();
    }

    /** Frees the values. */
    @Override
    public void close() {
        manager.close();
    }
}
