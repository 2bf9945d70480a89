package triptych.core.ops;

import ai.djl.ndarray.NDArray;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects what blocks make while they run: each block's result under its path, and each attention's weights,
 * {@code [batch, heads, length, seen]}, under its path and {@code .weights}.
 */
public final class Observer {

    private final Set<String> paths;
    private final Map<String, NDArray> seen = new LinkedHashMap<>();

    /** Collects what has one of these {@code paths}. */
    public Observer(Set<String> paths) {
        this.paths = Set.copyOf(paths);
    }

    boolean wants(String path) {
        return paths.contains(path);
    }

    void accept(String path, NDArray x) {
        seen.put(path, x);
    }

    /** Whether a block at {@code path} has run. */
    public boolean saw(String path) {
        return seen.containsKey(path);
    }

    /** The array at {@code path}, which belongs to the pass's manager. */
    public NDArray at(String path) {
        @Nullable NDArray found = seen.get(path);
        if (found == null) {
            throw new IllegalArgumentException("no block '" + path + "' has run; seen were " + seen.keySet());
        }
        return found;
    }
}
