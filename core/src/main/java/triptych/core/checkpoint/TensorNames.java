package triptych.core.checkpoint;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a checkpoint's names would be if it were published today: older files call a norm's weight and bias gamma and
 * beta, and the model's own part may be stored with or without its prefix.
 */
final class TensorNames {

    private final Map<String, String> stored = new LinkedHashMap<>();
    private final Map<String, String> published = new LinkedHashMap<>();

    TensorNames(Set<String> names, WeightMap map, String basePrefix) {
        for (String name : names) {
            String modern = modern(name);
            String full = map.mentions(modern) || !map.mentions(basePrefix + modern) ? modern : basePrefix + modern;
            published.put(name, full);
            stored.putIfAbsent(full, name);
        }
    }

    private static String modern(String name) {
        if (name.endsWith("LayerNorm.gamma")) {
            return name.substring(0, name.length() - "gamma".length()) + "weight";
        }
        if (name.endsWith("LayerNorm.beta")) {
            return name.substring(0, name.length() - "beta".length()) + "bias";
        }
        return name;
    }

    /** The name in the files of the tensor that is published as {@code name}, if it is there. */
    Optional<String> stored(String name) {
        return Optional.ofNullable(stored.get(name));
    }

    /** What the tensor called {@code name} in the files is published as. */
    String published(String name) {
        return published.getOrDefault(name, name);
    }
}
