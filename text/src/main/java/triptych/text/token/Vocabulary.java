package triptych.text.token;

import com.google.gson.JsonArray;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The tokens of a model and those added to it. */
final class Vocabulary {

    private final Map<String, Integer> ids;
    private final Map<Integer, String> tokens = new HashMap<>();
    private final JsonArray added = new JsonArray();
    private final int size;

    /**
     * @param model the model's tokens
     * @param modelSize how many the model counts, which differs if it lists one twice
     * @param more the tokens to add; those that the model has keep their id
     */
    Vocabulary(Map<String, Integer> model, int modelSize, List<AddedToken> more) {
        ids = new HashMap<>(model);
        model.forEach((token, id) -> tokens.put(id, token));
        int highest = -1;
        int fresh = 0;
        for (AddedToken token : more) {
            if (token.content().isEmpty()) {
                continue;
            }
            Integer known = model.get(token.content());
            int id = known != null ? known : Math.max(modelSize, highest + 1);
            fresh += known == null ? 1 : 0;
            highest = Math.max(highest, id);
            ids.put(token.content(), id);
            tokens.put(id, token.content());
            added.add(token.json(id));
        }
        size = model.size() + fresh;
    }

    OptionalInt id(@Nullable String token) {
        Integer id = token == null ? null : ids.get(token);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    /** The token with an id, null if there is none. */
    @Nullable
    String token(int id) {
        return tokens.get(id);
    }

    /** The number of different tokens. */
    int size() {
        return size;
    }

    /** The added tokens as tokenizer.json lists them. */
    JsonArray added() {
        return added;
    }

    SpecialIds ids(SpecialTokens special) {
        return new SpecialIds(
                id(special.content("bos_token")),
                id(special.content("eos_token")),
                id(special.content("unk_token")),
                id(special.content("sep_token")),
                id(special.content("pad_token")),
                id(special.content("cls_token")),
                id(special.content("mask_token")));
    }
}
