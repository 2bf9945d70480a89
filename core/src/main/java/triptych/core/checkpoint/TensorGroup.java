package triptych.core.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import triptych.core.checkpoint.WeightPlan.Reading;
import triptych.core.ops.Scratch;
import triptych.core.ops.Weight;
import triptych.core.ops.WeightGroup;

/** The weights that are cut from one tensor, which is read once for all of them. */
final class TensorGroup implements WeightGroup {

    private final String tensor;
    private final TensorFiles files;
    private final Map<Weight, Reading> readings = new LinkedHashMap<>();

    TensorGroup(String tensor, TensorFiles files) {
        this.tensor = tensor;
        this.files = files;
    }

    void add(Weight weight, Reading reading) {
        readings.put(weight, reading);
    }

    @Override
    public Set<Weight> weights() {
        return Collections.unmodifiableSet(readings.keySet());
    }

    /**
     * Besides the weights there is never more in memory than the tensor, or one copy that is compared with it.
     *
     * @throws CheckpointException if the file is damaged, or copies of one weight differ
     */
    @Override
    public Map<Weight, NDArray> read(NDManager manager) throws IOException {
        try (NDManager scope = manager.newSubManager()) {
            return cut(files.read(tensor, scope), manager);
        }
    }

    @Override
    public Map<Weight, NDArray> read(NDManager manager, Scratch scratch) throws IOException {
        TensorInfo info = Objects.requireNonNull(files.tensors().get(tensor), tensor);
        Optional<NDArray> lent = scratch.take(info.shape(), manager);
        if (lent.isEmpty()) {
            return read(manager);
        }
        files.readInto(tensor, lent.get());
        return cut(Span.onDeviceOf(manager, lent.get()), manager);
    }

    private Map<Weight, NDArray> cut(NDArray whole, NDManager manager) throws IOException {
        for (Reading reading : readings.values()) {
            for (TensorInfo copy : reading.copies()) {
                checkCopy(whole, copy.name(), manager);
            }
        }
        Map<Weight, NDArray> values = new LinkedHashMap<>();
        readings.forEach((weight, reading) -> {
            NDArray value = cut(whole, reading.steps(), weight.shape());
            value.attach(manager);
            values.put(weight, value);
        });
        return values;
    }

    private void checkCopy(NDArray whole, String copy, NDManager parent) throws IOException {
        try (NDManager scope = parent.newSubManager()) {
            if (!files.read(copy, scope).contentEquals(whole)) {
                throw new CheckpointException(
                        files.location(), tensor + " and " + copy + " differ; in this model they are one weight");
            }
        }
    }

    private NDArray cut(NDArray whole, List<Step> steps, Shape shape) {
        NDArray view = whole;
        for (Step step : steps) {
            view = step.apply(view);
        }
        if (steps.isEmpty() && readings.size() == 1) {
            return view.getShape().equals(shape) ? view : view.reshape(shape);
        }
        NDArray flat = view.reshape(shape.size());
        // Flattening has copied a transposed matrix; else a copy frees a part from the memory of the whole.
        boolean copied = steps.contains(new Step.Transposed());
        return (copied ? flat : flat.duplicate()).reshape(shape);
    }
}
