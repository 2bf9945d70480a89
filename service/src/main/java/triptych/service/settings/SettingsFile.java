package triptych.service.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads the configuration file: YAML whose maps are {@link ServiceSettings} and the records in it. */
public final class SettingsFile {

    private SettingsFile() {}

    /**
     * Reads a file over the defaults.
     *
     * @throws IllegalArgumentException if it is no YAML, or a setting is unknown or wrong; the message names file and
     *     setting
     * @throws IOException if it cannot be read
     */
    public static ServiceSettings read(Path file) throws IOException {
        return parse(file.toString(), Files.readString(file));
    }

    /**
     * Reads a text over the defaults.
     *
     * @param name of where it came from, for errors
     * @throws IllegalArgumentException as {@link #read}
     */
    public static ServiceSettings parse(String name, String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setAllowRecursiveKeys(false);
        try {
            Object yaml = new Yaml(new SafeConstructor(options)).load(text);
            if (yaml == null) {
                return ServiceSettings.defaults();
            }
            if (!(yaml instanceof Map<?, ?> map)) {
                throw new IllegalArgumentException("holds no map of settings");
            }
            return RecordReader.read(ServiceSettings.class, ServiceSettings.defaults(), texts(map), "");
        } catch (YAMLException e) {
            throw new IllegalArgumentException(name + ": is no YAML that can be read: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    /** The same map with its keys as texts: YAML reads some, such as numbers, as other things. */
    static Map<String, @Nullable Object> texts(Map<?, ?> map) {
        Map<String, @Nullable Object> texts = new LinkedHashMap<>();
        map.forEach((key, value) -> texts.put(String.valueOf(key), value));
        return texts;
    }
}
