package triptych.bench;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What came of a trial: a line of JSON.
 *
 * @param json its fields
 */
record Measured(JsonObject json) {

    // JSON null and a missing field both read as null: what makes two trials the same trial.
    private static final List<String> KEYS = List.of(
            "peer", "model", "task", "precision", "batch", "beam", "source_len", "new_tokens", "threads", "execution");

    private static final double UNSTEADY = 1.3;
    private static final Gson GSON =
            new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException if it is no object with a peer, a model and a task
     */
    static Measured of(String line) {
        JsonElement json;
        try {
            json = JsonParser.parseString(line);
        } catch (JsonParseException e) {
            throw new IllegalArgumentException("is no JSON: " + line, e);
        }
        if (!json.isJsonObject() || !json.getAsJsonObject().keySet().containsAll(Set.of("peer", "model", "task"))) {
            throw new IllegalArgumentException("is no measurement, an object with peer, model and task: " + line);
        }
        return new Measured(json.getAsJsonObject());
    }

    /** A trial whose process ended with {@code exitCode}. */
    static Measured failed(Trial trial, int exitCode) {
        JsonObject json = trial.fields();
        json.addProperty("failed", exitCode);
        return new Measured(json);
    }

    /** The same, as measured in a round. */
    Measured in(int round) {
        JsonObject copy = json.deepCopy();
        copy.addProperty("round", round);
        return new Measured(copy);
    }

    /** The round it belongs to, from 1; empty if it belongs to none. */
    OptionalInt round() {
        return json.has("round") ? OptionalInt.of(json.get("round").getAsInt()) : OptionalInt.empty();
    }

    /** What it is a measurement of; see {@link Trial#key()}. */
    String key() {
        return key(json);
    }

    static String key(JsonObject json) {
        return KEYS.stream().map(name -> String.valueOf(json.get(name))).collect(Collectors.joining(" "));
    }

    /** Whether there is no figure. */
    boolean failed() {
        return json.has("failed");
    }

    /** Whether calls took such different times that their median says little. */
    boolean unsteady() {
        OptionalDouble median = number("median_s");
        OptionalDouble least = number("min_s");
        return median.isPresent() && least.isPresent() && median.getAsDouble() >= UNSTEADY * least.getAsDouble();
    }

    /** The field called {@code name}; empty if it is not there or null. */
    OptionalDouble number(String name) {
        JsonElement value = json.get(name);
        return value == null || value.isJsonNull() ? OptionalDouble.empty() : OptionalDouble.of(value.getAsDouble());
    }

    /** One line. */
    String line() {
        return GSON.toJson(json);
    }
}
