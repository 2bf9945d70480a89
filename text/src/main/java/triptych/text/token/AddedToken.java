package triptych.text.token;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A token that is looked for in the text before the model splits it.
 *
 * @param content the text of the token
 * @param singleWord whether it is found only where it is not a part of a word
 * @param leftStrip whether it takes the blanks before it
 * @param rightStrip whether it takes the blanks behind it
 * @param normalized whether it is looked for in the normalized text
 * @param special whether decoding may skip it
 */
record AddedToken(
        String content,
        boolean singleWord,
        boolean leftStrip,
        boolean rightStrip,
        boolean normalized,
        boolean special) {

    /** A special token without further properties, as a plain string in the settings means it. */
    static AddedToken special(String content) {
        return new AddedToken(content, false, false, false, false, true);
    }

    /**
     * Reads a token of the settings: a string, or an object with its properties.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static AddedToken of(@Nullable JsonElement json) {
        if (json == null) {
            throw new IllegalArgumentException("missing");
        }
        if (json.isJsonPrimitive() && json.getAsJsonPrimitive().isString()) {
            return special(json.getAsString());
        }
        if (!json.isJsonObject() || !json.getAsJsonObject().has("content")) {
            throw new IllegalArgumentException("neither a text nor an object with one");
        }
        JsonObject object = json.getAsJsonObject();
        boolean special = flag(object, "special", false);
        return new AddedToken(
                object.get("content").getAsString(),
                flag(object, "single_word", false),
                flag(object, "lstrip", false),
                flag(object, "rstrip", false),
                flag(object, "normalized", !special),
                special);
    }

    AddedToken asSpecial() {
        return new AddedToken(content, singleWord, leftStrip, rightStrip, normalized, true);
    }

    /** The token as tokenizer.json writes it. */
    JsonObject json(int id) {
        JsonObject object = new JsonObject();
        object.addProperty("id", id);
        object.addProperty("content", content);
        object.addProperty("single_word", singleWord);
        object.addProperty("lstrip", leftStrip);
        object.addProperty("rstrip", rightStrip);
        object.addProperty("normalized", normalized);
        object.addProperty("special", special);
        return object;
    }

    private static boolean flag(JsonObject object, String key, boolean otherwise) {
        JsonElement value = object.get(key);
        return (value == null || value.isJsonNull()) ? otherwise : value.getAsBoolean();
    }
}
