package triptych.text.token;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the {@code TemplateProcessing} that puts special tokens around one text or two. */
final class Template {

    private final JsonArray single = new JsonArray();
    private final JsonArray pair = new JsonArray();
    private final Map<String, Integer> specials = new LinkedHashMap<>();

    /**
     * Adds a special token.
     *
     * @param text A where it belongs to the first text: then it stands in single texts too
     * @param typeId the type in pairs; 0 in single texts
     */
    Template token(String text, String token, int id, int typeId) {
        specials.put(token, id);
        return part("SpecialToken", token, text, typeId);
    }

    /** Adds the place of text A or B. */
    Template text(String text, int typeId) {
        return part("Sequence", text, text, typeId);
    }

    Component component() {
        JsonObject tokens = new JsonObject();
        specials.forEach((token, id) -> {
            JsonArray ids = new JsonArray();
            ids.add(id);
            JsonArray names = new JsonArray();
            names.add(token);
            JsonObject special = new JsonObject();
            special.addProperty("id", token);
            special.add("ids", ids);
            special.add("tokens", names);
            tokens.add(token, special);
        });
        return Component.of("TemplateProcessing")
                .with("single", single)
                .with("pair", pair)
                .with("special_tokens", tokens);
    }

    private Template part(String kind, String id, String text, int typeId) {
        if (text.equals("A")) {
            single.add(piece(kind, id, 0));
        }
        pair.add(piece(kind, id, typeId));
        return this;
    }

    private static JsonObject piece(String kind, String id, int typeId) {
        JsonObject inner = new JsonObject();
        inner.addProperty("id", id);
        inner.addProperty("type_id", typeId);
        JsonObject piece = new JsonObject();
        piece.add(kind, inner);
        return piece;
    }
}
