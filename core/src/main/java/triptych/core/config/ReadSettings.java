package triptych.core.config;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The settings in one JSON object, which remembers those that were looked for. */
final class ReadSettings {

    private final String file;
    private final String prefix;
    private final JsonObject json;
    private final Set<String> read = new HashSet<>();

    private ReadSettings(String file, String prefix, JsonObject json) {
        this.file = file;
        this.prefix = prefix;
        this.json = json;
    }

    /** Those of a whole file. */
    static ReadSettings of(String file, JsonObject json) {
        return new ReadSettings(file, "", json);
    }

    /** Those in the object that is the value of {@code setting}. */
    static ReadSettings in(Setting setting) {
        return new ReadSettings(setting.file(), setting.key() + ".", setting.object());
    }

    String file() {
        return file;
    }

    Set<String> keys() {
        return Collections.unmodifiableSet(json.keySet());
    }

    boolean has(String key) {
        JsonElement value = json.get(key);
        return value != null && !value.isJsonNull();
    }

    Setting need(String key, String what) {
        return find(key)
                .orElseThrow(() -> new ConfigException(file, "has no '" + prefix + key + "'; it must be " + what));
    }

    Optional<Setting> find(String key) {
        read.add(key);
        return has(key) ? Optional.of(setting(key)) : Optional.empty();
    }

    ConfigException refused(String key, String why) {
        String found = json.has(key) ? "is " + setting(key).shown() : "is absent";
        return new ConfigException(file, "'" + prefix + key + "' " + found + "; " + why);
    }

    void refuseUnread(Set<String> harmless, Map<String, ?> defaults) {
        Set<String> refused = new TreeSet<>();
        for (String key : json.keySet()) {
            if (!read.contains(key) && has(key) && !Harmless.contains(key) && !harmless.contains(key)) {
                Object usual = defaults.containsKey(key) ? defaults.get(key) : Harmless.DEFAULTS.get(key);
                Setting setting = setting(key);
                if (usual == null || !setting.isSameAs(usual)) {
                    refused.add("'" + setting.key() + "' (" + setting.shown() + ")" + Refused.why(key));
                }
            }
        }
        if (!refused.isEmpty()) {
            throw new ConfigException(file, "settings that are not implemented: " + String.join(", ", refused));
        }
    }

    private Setting setting(String key) {
        return new Setting(file, prefix + key, json.get(key));
    }
}
