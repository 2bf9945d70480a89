package triptych.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import triptych.core.ops.Observer;
import triptych.core.run.Execution;
import triptych.core.run.Routine;

/** One call of a {@link PublishedModel}: the inputs that were read, the outputs that were asked for. */
public final class Forward implements AutoCloseable {

    private final NDManager manager;
    // Whatever else is made on the way would otherwise stay as long as the caller's manager.
    private final NDManager scope;
    private final Map<String, NDArray> inputs;
    private final Map<String, Object> arguments;
    private final Set<String> unread;
    private final Set<String> wanted;
    private final Map<String, String> paths = new HashMap<>();
    private final Map<String, NDArray> outputs = new LinkedHashMap<>();

    /** A call, for the caller to close; see {@link PublishedModel#forward}. */
    public Forward(NDManager manager, Map<String, NDArray> inputs, Map<String, Object> arguments, Set<String> wanted) {
        this.manager = manager;
        scope = manager.newSubManager();
        this.inputs = inputs;
        this.arguments = arguments;
        this.wanted = wanted;
        unread = new TreeSet<>(inputs.keySet());
        unread.addAll(arguments.keySet());
    }

    /** Owns what is made on the way; it is closed with this. */
    public NDManager manager() {
        return scope;
    }

    /** The input called {@code name}; null if it was not given. */
    public @Nullable NDArray input(String name) {
        unread.remove(name);
        return inputs.get(name);
    }

    /** The input called {@code name}, which must have been given. */
    public NDArray required(String name) {
        NDArray found = input(name);
        if (found == null) {
            throw new IllegalArgumentException("no input '" + name + "'; given were " + inputs.keySet());
        }
        return found;
    }

    /** Whether the argument called {@code name} was given as true. */
    public boolean flag(String name) {
        unread.remove(name);
        return Boolean.TRUE.equals(arguments.get(name));
    }

    /** Says that {@code stack} runs, so that its hidden states and attentions can be asked for. */
    public Forward with(PublishedStack stack) {
        paths.putAll(stack.paths());
        return this;
    }

    /** Whether the output called {@code name} is wanted. */
    public boolean wants(String name) {
        return wanted.contains(name);
    }

    /**
     * Runs {@code routine}; where hidden states or attentions are asked for that it passes through, block by block.
     *
     * @return its outputs
     */
    public List<NDArray> run(Execution execution, Routine routine, NDArray... inputs) {
        Set<String> watched =
                wanted.stream().map(paths::get).filter(path -> path != null).collect(Collectors.toSet());
        if (watched.isEmpty()) {
            return execution.run(scope, routine, List.of(inputs));
        }
        Observer observer = new Observer(watched);
        List<NDArray> results = execution.observe(scope, routine, List.of(inputs), observer);
        paths.forEach((name, path) -> {
            if (wanted.contains(name) && observer.saw(path)) {
                outputs.put(name, observer.at(path));
            }
        });
        return results;
    }

    /** The input called {@code name}, or ones of the shape of {@code like}: no token is hidden. */
    public NDArray mask(String name, NDArray like) {
        NDArray found = input(name);
        return found == null ? own(like.onesLike()) : found;
    }

    /** The input called {@code name}, or zeros of the shape of {@code like}. */
    public NDArray zeros(String name, NDArray like) {
        NDArray found = input(name);
        return found == null ? own(like.zerosLike()) : found;
    }

    /** The input called {@code name}, or numbers from 0 for the positions of {@code ids}, {@code [1, length]}. */
    public NDArray positions(String name, NDArray ids) {
        NDArray found = input(name);
        int length = Math.toIntExact(ids.getShape().get(1));
        return found == null ? scope.arange(0, length, 1, DataType.INT64).expandDims(0) : found;
    }

    private NDArray own(NDArray made) {
        made.attach(scope);
        return made;
    }

    /** Gives {@code array} as the output called {@code name}. */
    public Forward output(String name, NDArray array) {
        outputs.put(name, array);
        return this;
    }

    /**
     * What was asked for, owned by the manager that the call was given.
     *
     * @throws IllegalArgumentException if an input or argument was not read, or an output is not there
     */
    public Map<String, NDArray> finish() {
        if (!unread.isEmpty()) {
            throw new IllegalArgumentException("this model does not take " + unread);
        }
        Map<String, NDArray> found = new LinkedHashMap<>();
        for (String name : wanted) {
            NDArray array = outputs.get(name);
            if (array == null) {
                throw new IllegalArgumentException("this model does not give '" + name + "'");
            }
            found.put(name, array);
        }
        found.values().forEach(array -> array.attach(manager));
        return found;
    }

    /** Frees what was made on the way. */
    @Override
    public void close() {
        scope.close();
    }
}
