package triptych.text.token;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import triptych.core.checkpoint.CheckpointException;

/**
 * What the recipes build a tokenizer from. There is one for each class of the reference. As there, a tokenizer.json
 * gives a class that has a recipe its tables and added tokens only; how text is normalized and split, the class and
 * tokenizer_config.json say.
 */
record Ingredients(TokenizerFolder folder, TokenizerSettings settings) {

    static final String PUBLISHED = "tokenizer.json";

    /** The special tokens, with those that the class has where the settings are silent. */
    SpecialTokens special(Map<String, String> defaults) throws IOException {
        return SpecialTokensReader.read(folder, settings, defaults, List.of());
    }

    Built built(JsonObject parts, Vocabulary vocabulary, SpecialTokens special) throws IOException {
        return Built.of(parts, vocabulary, special, settings.side("truncation_side", "right"));
    }

    String required(SpecialTokens special, String role) throws CheckpointException {
        String content = special.content(role);
        if (content == null) {
            throw settings.bad(role, "is missing, the tokenizer_class needs one");
        }
        return content;
    }

    int required(Vocabulary vocabulary, String token) throws CheckpointException {
        OptionalInt id = vocabulary.id(token);
        if (id.isEmpty()) {
            throw new CheckpointException(folder.path(), "the vocabulary lacks " + token);
        }
        return id.getAsInt();
    }

    static JsonObject object(Map<String, Integer> ids) {
        JsonObject object = new JsonObject();
        ids.forEach(object::addProperty);
        return object;
    }
}
