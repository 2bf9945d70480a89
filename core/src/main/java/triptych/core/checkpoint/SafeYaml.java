package triptych.core.checkpoint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads YAML from files that may be hostile: plain values only, no aliases that grow, no repeated keys. */
final class SafeYaml {

    private static final int MOST_CHARACTERS = 1 << 20;
    private static final int MOST_ALIASES = 10;
    private static final int DEEPEST = 20;

    private SafeYaml() {}

    /** The top-level keys of a YAML map; {@code file} is for errors. */
    static Map<String, Object> map(Path file, String text) throws CheckpointException {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MOST_CHARACTERS);
        options.setMaxAliasesForCollections(MOST_ALIASES);
        options.setNestingDepthLimit(DEEPEST);
        options.setAllowDuplicateKeys(false);
        options.setAllowRecursiveKeys(false);
        try {
            Object loaded = new Yaml(new SafeConstructor(options)).load(text);
            if (!(loaded instanceof Map<?, ?> map)) {
                throw new CheckpointException(file, "holds YAML that is not a map of settings");
            }
            Map<String, Object> settings = new LinkedHashMap<>();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (entry.getValue() != null) {
                    settings.put(String.valueOf(entry.getKey()), plain(file, entry.getValue(), 0));
                }
            }
            return settings;
        } catch (YAMLException e) {
            throw new CheckpointException(file, "holds YAML that cannot be read: " + e.getMessage(), e);
        }
    }

    /** Lists and maps of texts, numbers and truth values; a text for anything else, such as a date. */
    private static Object plain(Path file, @Nullable Object value, int depth) throws CheckpointException {
        if (depth > DEEPEST) {
            throw new CheckpointException(file, "holds YAML deeper than " + DEEPEST + " levels");
        }
        if (value instanceof List<?> list) {
            List<Object> items = new ArrayList<>();
            for (Object item : list) {
                items.add(plain(file, item, depth + 1));
            }
            return items;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> entries = new LinkedHashMap<>();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                entries.put(String.valueOf(entry.getKey()), plain(file, entry.getValue(), depth + 1));
            }
            return entries;
        }
        if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            return number;
        }
        return value instanceof Boolean flag ? flag : String.valueOf(value);
    }
}
