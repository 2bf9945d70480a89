package triptych.core.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import triptych.core.checkpoint.WeightPlan.Reading;
import triptych.core.ops.Weight;

/**
 * The values of a model's weights, float32, in memory of their own until {@link #close}. Any number of threads may read
 * them.
 */
public final class Weights implements Function<Weight, NDArray>, AutoCloseable {

    private final NDManager manager;
    private final Map<Weight, NDArray> values = new HashMap<>();
    private long parameters;

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
        Map<Weight, Reading> plan = WeightPlan.of(weights, map, files);
        Weights loaded = new Weights(parent.newSubManager());
        try {
            loaded.compute(weights);
            loaded.read(plan, files);
        } catch (IOException | RuntimeException e) {
            loaded.close();
            throw e;
        }
        return loaded;
    }

    /**
     * Checks as {@link #load} does, and reads nothing.
     *
     * @throws CheckpointException if model and checkpoint don't fit together
     */
    public static void check(Iterable<Weight> weights, WeightMap map, TensorFiles files) throws CheckpointException {
        WeightPlan.of(weights, map, files);
    }

    /** Computes the values of weights that have a formula. */
    private void compute(Iterable<Weight> weights) {
        for (Weight weight : weights) {
            Function<NDManager, NDArray> formula = weight.formula();
            if (formula != null && !values.containsKey(weight)) {
                values.put(weight, formula.apply(manager));
            }
        }
    }

    private void read(Map<Weight, Reading> plan, TensorFiles files) throws IOException {
        Map<String, Map<Weight, Reading>> byTensor = new LinkedHashMap<>();
        plan.forEach((weight, reading) -> {
            parameters += weight.shape().size();
            TensorInfo tensor = reading.tensor();
            if (tensor == null) {
                values.put(weight, manager.zeros(weight.shape()));
            } else {
                byTensor.computeIfAbsent(tensor.name(), name -> new LinkedHashMap<>())
                        .put(weight, reading);
            }
        });
        for (Map.Entry<String, Map<Weight, Reading>> entry : byTensor.entrySet()) {
            readTensor(entry.getKey(), entry.getValue(), files);
        }
    }

    private void readTensor(String name, Map<Weight, Reading> readings, TensorFiles files) throws IOException {
        try (NDManager scope = manager.newSubManager()) {
            NDArray tensor = files.read(name, scope);
            for (Reading reading : readings.values()) {
                for (TensorInfo copy : reading.copies()) {
                    checkCopy(name, tensor, copy.name(), files);
                }
            }
            boolean whole = readings.size() == 1;
            readings.forEach((weight, reading) -> {
                NDArray value = value(tensor, reading.steps(), weight.shape(), whole);
                value.attach(manager);
                values.put(weight, value);
            });
        }
    }

    private void checkCopy(String name, NDArray tensor, String copy, TensorFiles files) throws IOException {
        try (NDManager scope = manager.newSubManager()) {
            if (!files.read(copy, scope).contentEquals(tensor)) {
                throw new CheckpointException(
                        files.location(), name + " and " + copy + " differ; in this model they are one weight");
            }
        }
    }

    private static NDArray value(NDArray tensor, List<Step> steps, Shape shape, boolean whole) {
        NDArray view = tensor;
        for (Step step : steps) {
            view = step.apply(view);
        }
        if (steps.isEmpty() && whole) {
            return view.getShape().equals(shape) ? view : view.reshape(shape);
        }
        NDArray flat = view.reshape(shape.size());
        // Flattening has copied a transposed matrix; else a copy frees a part from the memory of the whole.
        boolean copied = steps.contains(new Step.Transposed());
        return (copied ? flat : flat.duplicate()).reshape(shape);
    }

    /**
     * The values of {@code weight}, which stay ours.
     *
     * @throws IllegalArgumentException if the weight is not one of those that were loaded
     */
    @Override
    public NDArray apply(Weight weight) {
        NDArray value = values.get(weight);
        if (value == null) {
            throw new IllegalArgumentException(weight + " was not loaded");
        }
        return value;
    }

    /** How many numbers were read; a shared weight counts once. */
    public long parameters() {
        return parameters;
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
