package triptych.core.checkpoint;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
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
            map.forEach((key, value) -> {
                if (value != null) {
                    settings.put(String.valueOf(key), value);
                }
            });
            return settings;
        } catch (YAMLException e) {
            throw new CheckpointException(file, "holds YAML that cannot be read: " + e.getMessage(), e);
        }
    }
}
