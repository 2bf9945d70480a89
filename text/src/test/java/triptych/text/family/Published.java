package triptych.text.family;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import triptych.core.checkpoint.TensorNames;
import triptych.core.config.ConfigFile;
import triptych.core.model.Blueprint;

/** Settings and tensor names of published checkpoints, from {@code names/}. */
final class Published {

    private Published() {}

    static NamesOnly tensors(String name) throws IOException {
        return NamesOnly.read(file(name + ".txt"));
    }

    static ConfigFile config(String name) throws IOException {
        return ConfigFile.read(file(name + ".json"));
    }

    /** The settings with {@code key} set to what {@code json} says. */
    static ConfigFile config(String name, String key, String json) throws IOException {
        JsonObject settings = settings(name);
        settings.add(key, JsonParser.parseString(json));
        return ConfigFile.parse(settings.toString());
    }

    static JsonObject settings(String name) throws IOException {
        return JsonParser.parseString(Files.readString(file(name + ".json"))).getAsJsonObject();
    }

    /** What the settings describe, by the first of their {@code architectures}. */
    static Blueprint blueprint(ConfigFile config) {
        return config.has("model_type")
                ? TextModels.blueprint(
                        config, config.texts("architectures").orElseThrow().get(0))
                : Student.blueprint(config);
    }

    /** Checks names and shapes as they are when a folder is opened. */
    static void check(Blueprint blueprint, NamesOnly tensors) throws IOException {
        blueprint.check(TensorNames.of(tensors));
    }

    private static Path file(String name) {
        URL found = Published.class.getResource("/names/" + name);
        if (found == null) {
            throw new AssertionError("no resource names/" + name);
        }
        try {
            return Path.of(found.toURI());
        } catch (URISyntaxException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    /** Adds what {@code section} has and {@code settings} lacks. */
    static void fill(JsonObject settings, String section) {
        for (var entry : JsonParser.parseString(section).getAsJsonObject().entrySet()) {
            JsonElement value = entry.getValue();
            if (!settings.has(entry.getKey())) {
                settings.add(entry.getKey(), value);
            }
        }
    }
}
