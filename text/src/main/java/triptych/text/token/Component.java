package triptych.text.token;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import org.jspecify.annotations.Nullable;

/**
 * A part of a tokenizer.json: a model, normalizer, pre-tokenizer, post-processor or decoder.
 *
 * @see <a href="https://huggingface.co/docs/tokenizers/components">the components and their settings</a>
 */
record Component(JsonObject json) {

    static Component of(String type) {
        return new Component(new JsonObject()).with("type", type);
    }

    /** Several of a kind, one after the other. */
    static Component sequence(String key, Component... parts) {
        JsonArray list = new JsonArray();
        for (Component part : parts) {
            list.add(part.json);
        }
        return of("Sequence").with(key, list);
    }

    Component with(String key, JsonElement value) {
        json.add(key, value);
        return this;
    }

    Component with(String key, @Nullable String value) {
        return with(key, value == null ? JsonNull.INSTANCE : new JsonPrimitive(value));
    }

    Component with(String key, @Nullable Boolean value) {
        return with(key, value == null ? JsonNull.INSTANCE : new JsonPrimitive(value));
    }

    Component with(String key, int value) {
        return with(key, new JsonPrimitive(value));
    }

    /** A special token and its id, as some post-processors want it. */
    Component with(String key, String token, int id) {
        JsonArray pair = new JsonArray();
        pair.add(token);
        pair.add(id);
        return with(key, pair);
    }

    /** A pattern, as normalizers and pre-tokenizers want it. */
    Component matching(String regex) {
        JsonObject pattern = new JsonObject();
        pattern.addProperty("Regex", regex);
        return with("pattern", pattern);
    }
}
