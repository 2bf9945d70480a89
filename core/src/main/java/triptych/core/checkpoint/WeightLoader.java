package triptych.core.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import triptych.core.checkpoint.WeightMap.Source;
import triptych.core.checkpoint.WeightMap.Steps;
import triptych.core.ops.Weight;

/**
 * Fills a model's weights from a checkpoint. Names and shapes are checked both ways before memory is taken: a weight
 * without a row, a row without a tensor, a tensor that nothing reads and a wrong shape are reported together.
 */
public final class WeightLoader {

    private static final int PROBLEMS_SHOWN = 40;

    private final Path folder;
    private final TensorFiles files;
    private final TensorNames names;
    private final WeightMap map;

    /**
     * A loader that has read nothing yet.
     *
     * @param folder named in errors
     * @param map where each weight is kept
     * @param basePrefix that names may have or lack: {@code bert.}; empty for none
     */
    public WeightLoader(Path folder, TensorFiles files, WeightMap map, String basePrefix) {
        this.folder = folder;
        this.files = files;
        this.map = map;
        names = new TensorNames(files.tensors().keySet(), map, basePrefix);
    }

    private record Part(Weight weight, Steps steps) {}

    /**
     * Reads the values of {@code weights}, which belong to {@code manager}.
     *
     * @throws CheckpointException if the checkpoint does not fit
     */
    public Map<Weight, NDArray> load(List<Weight> weights, NDManager manager) throws IOException {
        Map<String, List<Part>> plan = plan(weights);
        Map<Weight, NDArray> values = new HashMap<>();
        for (Map.Entry<String, List<Part>> entry : plan.entrySet()) {
            fill(entry.getKey(), entry.getValue(), values, manager);
        }
        for (Weight weight : weights) {
            Function<NDManager, NDArray> formula = weight.formula();
            if (formula != null) {
                values.put(weight, formula.apply(manager));
            }
        }
        return values;
    }

    /** Which parts of which tensor are wanted, in the order of the files. */
    private Map<String, List<Part>> plan(List<Weight> weights) throws CheckpointException {
        List<String> problems = new ArrayList<>();
        Map<String, List<Part>> wanted = new HashMap<>();
        Set<String> used = new HashSet<>();
        for (Weight weight : new LinkedHashMap<>(asKeys(weights)).keySet()) {
            Optional<Source> source = map.source(weight.path());
            if (source.isEmpty()) {
                problems.add(weight + " has no row in the table of names");
                continue;
            }
            List<String> present = source.get().tensors().stream()
                    .flatMap(name -> names.stored(name).stream())
                    .toList();
            used.addAll(present);
            if (present.isEmpty()) {
                problems.add(
                        "no tensor " + String.join(" or ", source.get().tensors()) + ", needed as " + weight.shape());
                continue;
            }
            Shape stored = tensor(present.get(0)).shape();
            Steps steps = source.get().steps();
            if (!steps.shape(stored).equals(Optional.of(weight.shape()))) {
                problems.add(present.get(0) + " is " + stored + " in the checkpoint, the model needs " + weight.shape()
                        + (steps.parts() > 1 ? " as each of " + steps.parts() + " parts" : ""));
            }
            wanted.computeIfAbsent(present.get(0), name -> new ArrayList<>()).add(new Part(weight, steps));
        }
        for (String name : files.tensors().keySet()) {
            if (!used.contains(name) && !map.ignores(names.published(name))) {
                problems.add("nothing reads tensor " + tensor(name));
            }
        }
        refuse(problems);
        Map<String, List<Part>> plan = new LinkedHashMap<>();
        files.tensors().keySet().stream()
                .filter(wanted::containsKey)
                .forEach(name -> plan.put(name, wanted.getOrDefault(name, List.of())));
        return plan;
    }

    private static Map<Weight, Boolean> asKeys(List<Weight> weights) {
        Map<Weight, Boolean> filled = new LinkedHashMap<>();
        weights.stream().filter(weight -> weight.formula() == null).forEach(weight -> filled.put(weight, true));
        return filled;
    }

    private TensorInfo tensor(String name) {
        TensorInfo info = files.tensors().get(name);
        if (info == null) {
            throw new IllegalStateException("no tensor " + name);
        }
        return info;
    }

    private void refuse(List<String> problems) throws CheckpointException {
        if (problems.isEmpty()) {
            return;
        }
        StringBuilder message = new StringBuilder("the checkpoint does not fit the model:");
        problems.stream().limit(PROBLEMS_SHOWN).forEach(problem -> message.append("\n  ")
                .append(problem));
        if (problems.size() > PROBLEMS_SHOWN) {
            message.append("\n  and ").append(problems.size() - PROBLEMS_SHOWN).append(" more");
        }
        throw new CheckpointException(folder, message.toString());
    }

    private void fill(String name, List<Part> parts, Map<Weight, NDArray> values, NDManager manager)
            throws IOException {
        if (parts.size() == 1 && plain(parts.get(0), name)) {
            values.put(parts.get(0).weight(), files.read(name, manager));
            return;
        }
        try (NDManager scope = manager.newSubManager()) {
            NDArray whole = files.read(name, scope);
            for (Part part : parts) {
                // A copy: a view may not outlive the array it was cut from.
                NDArray copy = cut(whole, part).duplicate();
                copy.attach(manager);
                values.put(part.weight(), copy);
            }
        }
    }

    private boolean plain(Part part, String name) {
        Steps steps = part.steps();
        return steps.parts() == 1
                && !steps.transposed()
                && tensor(name).shape().equals(part.weight().shape());
    }

    private static NDArray cut(NDArray whole, Part part) {
        Steps steps = part.steps();
        Shape shape = part.weight().shape();
        NDArray x = steps.flattened() ? whole.reshape(new Shape(withoutLeadingOnes(whole.getShape()))) : whole;
        NDArray turned = steps.transposed() && x.getShape().dimension() == 2 ? x.transpose() : x;
        if (steps.parts() == 1) {
            return turned;
        }
        long rows = shape.get(0);
        return turned.get(rows * steps.part() + ":" + rows * (steps.part() + 1));
    }

    private static long[] withoutLeadingOnes(Shape shape) {
        int leading = 0;
        while (leading < shape.dimension() - 1 && shape.get(leading) == 1) {
            leading++;
        }
        return shape.slice(leading).getShape();
    }
}
