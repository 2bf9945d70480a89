package triptych.text.token;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import triptych.core.checkpoint.CheckpointException;

/**
 * Takes a tokenizer.json as it is, with the special tokens of the settings added. Its truncation and padding are not
 * used.
 */
record PublishedRecipe(Ingredients from) {

    Built built() throws IOException {
        JsonObject parts = new JsonObject();
        from.folder().json(Ingredients.PUBLISHED).entrySet().forEach(part -> parts.add(part.getKey(), part.getValue()));
        JsonElement found = parts.get("model");
        if (found == null || !found.isJsonObject()) {
            throw new CheckpointException(from.folder().file(Ingredients.PUBLISHED), "has no model");
        }
        FatalSettings.refuse(from.folder().file(Ingredients.PUBLISHED), parts);
        SpecialTokens special = from.special(Map.of());
        JsonElement table = found.getAsJsonObject().get("vocab");
        Map<String, Integer> ids;
        int size;
        if (table != null && table.isJsonArray()) {
            ids = ofPieces(table);
            size = table.getAsJsonArray().size();
        } else {
            ids = LearntTables.vocabulary(from.folder(), Ingredients.PUBLISHED, table);
            size = ids.size();
        }
        Vocabulary vocabulary = new Vocabulary(ids, size, added(parts, special));
        JsonElement around = parts.get("post_processor");
        if (around == null || around.isJsonNull()) {
            parts.add(
                    "post_processor",
                    new Template().text("A", 0).text("B", 1).component().json());
        }
        return from.built(parts, vocabulary, special);
    }

    private Map<String, Integer> ofPieces(JsonElement table) throws CheckpointException {
        Map<String, Integer> ids = new HashMap<>();
        int id = 0;
        for (JsonElement piece : table.getAsJsonArray()) {
            JsonArray pair = piece.isJsonArray() ? piece.getAsJsonArray() : new JsonArray();
            String text = pair.size() == 2 ? TokenizerFolder.text(pair.get(0)) : null;
            if (text == null) {
                throw new CheckpointException(
                        from.folder().file(Ingredients.PUBLISHED),
                        "the piece " + piece + " is not a text with a score");
            }
            ids.put(text, id++);
        }
        return ids;
    }

    /** The file's own added tokens in their order, then those of the settings that it lacks. */
    private List<AddedToken> added(JsonObject parts, SpecialTokens special) throws CheckpointException {
        List<AddedToken> tokens = new ArrayList<>();
        JsonElement listed = parts.get("added_tokens");
        try {
            if (listed != null && !listed.isJsonNull()) {
                listed.getAsJsonArray().forEach(token -> tokens.add(AddedToken.of(token)));
            }
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new CheckpointException(
                    from.folder().file(Ingredients.PUBLISHED), "one of added_tokens " + e.getMessage(), e);
        }
        for (AddedToken token : special.inOrder()) {
            boolean known = tokens.stream().anyMatch(t -> t.content().equals(token.content()));
            boolean changed = special.added().containsValue(token) && !tokens.contains(token);
            if (!known || changed) {
                tokens.add(token);
            }
        }
        return tokens;
    }
}
