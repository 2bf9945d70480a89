package triptych.core.checkpoint;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import triptych.core.checkpoint.WeightMap.Absent;
import triptych.core.checkpoint.WeightMap.Source;
import triptych.core.ops.Weight;

/** What is to be read for each weight of a model, checked both ways before anything is read. */
final class WeightPlan {

    private final WeightMap map;
    private final Map<String, TensorInfo> tensors;
    private final Map<Weight, Reading> readings = new LinkedHashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final List<String> problems = new ArrayList<>();

    private WeightPlan(WeightMap map, Map<String, TensorInfo> tensors) {
        this.map = map;
        this.tensors = tensors;
    }

    /**
     * What fills one weight.
     *
     * @param tensor the tensor to read; null if the weight is all zeros
     * @param copies other tensors that must be equal to it
     * @param steps what is done to it
     */
    record Reading(@Nullable TensorInfo tensor, List<TensorInfo> copies, List<Step> steps) {}

    /**
     * Plans how to fill {@code weights}, but for those that have a formula.
     *
     * @throws CheckpointException listing every weight without a row or a tensor, every tensor without a weight and
     *     every wrong shape
     */
    static Map<Weight, Reading> of(Iterable<Weight> weights, WeightMap map, TensorFiles files)
            throws CheckpointException {
        WeightPlan plan = new WeightPlan(map, files.tensors());
        for (Weight weight : weights) {
            if (!plan.readings.containsKey(weight)) {
                plan.add(weight);
            }
        }
        plan.checkThatEveryTensorIsTaken();
        if (!plan.problems.isEmpty()) {
            throw new CheckpointException(
                    files.location(), "does not fit the model:\n  " + String.join("\n  ", plan.problems));
        }
        return plan.readings;
    }

    private void add(Weight weight) {
        Source source = map.source(weight.path()).orElse(null);
        if (source != null) {
            taken.addAll(source.tensors());
        }
        if (weight.formula() != null) {
            return;
        }
        if (source == null) {
            problems.add(weight.path() + ": no row of the name table names this weight");
            return;
        }
        List<TensorInfo> found = source.tensors().stream()
                .filter(tensors::containsKey)
                .map(tensors::get)
                .toList();
        if (found.isEmpty()) {
            if (source.absent() == Absent.REFUSED) {
                problems.add(weight.path() + ": the checkpoint has no " + String.join(" or ", source.tensors())
                        + ", the model needs " + weight.shape());
            }
            readings.put(weight, new Reading(null, List.of(), List.of()));
            return;
        }
        found.forEach(tensor -> check(weight, tensor, source.steps()));
        readings.put(weight, new Reading(found.get(0), found.subList(1, found.size()), source.steps()));
    }

    private void check(Weight weight, TensorInfo tensor, List<Step> steps) {
        String named = weight.path() + ": is " + tensor.shape() + " in the checkpoint (" + tensor.name() + ")";
        Shape shape = tensor.shape();
        try {
            for (Step step : steps) {
                shape = step.shape(shape);
            }
        } catch (IllegalArgumentException e) {
            problems.add(named + "; " + e.getMessage());
            return;
        }
        if (!sizes(shape).equals(sizes(weight.shape()))) {
            problems.add(named + (steps.isEmpty() ? "" : ", of which " + shape + " is taken") + ", the model needs "
                    + weight.shape());
        } else if (!tensor.type().isFloating()) {
            problems.add(named + " of type " + tensor.type() + ", the model needs floating-point numbers");
        }
    }

    /** Axes of one element hold nothing: [1, 1, 8] and [8] are the same vector. */
    private static List<Long> sizes(Shape shape) {
        return LongStream.of(shape.getShape()).filter(size -> size != 1).boxed().toList();
    }

    private void checkThatEveryTensorIsTaken() {
        for (TensorInfo tensor : tensors.values()) {
            if (!taken.contains(tensor.name()) && !map.ignores(tensor.name())) {
                problems.add(
                        tensor.name() + ": is " + tensor.shape() + " in the checkpoint, the model has no use for it");
            }
        }
    }
}
