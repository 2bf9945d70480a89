package triptych.text.token;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import triptych.core.checkpoint.CheckpointException;

/**
 * Collects the special tokens: from tokenizer_config.json and, where that lists no added tokens, from
 * special_tokens_map.json, added_tokens.json and tokenizer.json, as older checkpoints have them.
 */
final class SpecialTokensReader {

    private static final List<String> ROLES =
            List.of("bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token");

    private final TokenizerFolder folder;
    private final Map<String, AddedToken> named = new LinkedHashMap<>();
    private final List<AddedToken> extra = new ArrayList<>();
    private final SortedMap<Integer, AddedToken> added = new TreeMap<>();

    private SpecialTokensReader(TokenizerFolder folder) {
        this.folder = folder;
    }

    /**
     * @param defaults the tokens that the tokenizer's class has where the settings are silent
     * @param moreExtra special tokens that it has besides
     */
    static SpecialTokens read(
            TokenizerFolder folder, TokenizerSettings settings, Map<String, String> defaults, List<String> moreExtra)
            throws IOException {
        return new SpecialTokensReader(folder).read(settings.json(), defaults, moreExtra);
    }

    private SpecialTokens read(JsonObject config, Map<String, String> defaults, List<String> moreExtra)
            throws IOException {
        String file = TokenizerSettings.FILE;
        for (String role : ROLES) {
            if (config.has(role)) {
                name(file, role, config.get(role));
            } else if (defaults.containsKey(role)) {
                named.put(role, AddedToken.special(defaults.get(role)));
            }
        }
        for (Map.Entry<String, JsonElement> entry : config.entrySet()) {
            if (!ROLES.contains(entry.getKey()) && isToken(entry.getKey(), entry.getValue())) {
                name(file, entry.getKey(), entry.getValue());
            }
        }
        addExtra(file, config, "extra_special_tokens");
        addExtra(file, config, "additional_special_tokens");
        JsonElement listed = config.get("added_tokens_decoder");
        if (listed != null && listed.isJsonObject()) {
            for (Map.Entry<String, JsonElement> entry : listed.getAsJsonObject().entrySet()) {
                added.put(id(file, entry.getKey()), token(file, "added_tokens_decoder", entry.getValue()));
            }
        } else {
            readOlderFiles();
        }
        moreExtra.forEach(content -> extra.add(AddedToken.special(content)));
        return new SpecialTokens(inOrder(), extra, added);
    }

    /**
     * The named tokens in the order in which the reference adds them, with the properties that they are listed with.
     */
    private Map<String, AddedToken> inOrder() {
        Map<String, AddedToken> listed = new HashMap<>();
        added.values().forEach(token -> listed.put(token.content(), token));
        List<String> roles = new ArrayList<>(ROLES);
        roles.addAll(named.keySet());
        Map<String, AddedToken> ordered = new LinkedHashMap<>();
        for (String role : roles) {
            AddedToken token = named.get(role);
            if (token != null) {
                ordered.put(role, listed.getOrDefault(token.content(), token));
            }
        }
        return ordered;
    }

    private void readOlderFiles() throws IOException {
        String map = "special_tokens_map.json";
        JsonObject tokens = folder.jsonIfPresent(map);
        for (Map.Entry<String, JsonElement> entry : tokens.entrySet()) {
            if (entry.getKey().endsWith("_token")) {
                name(map, entry.getKey(), entry.getValue());
                named.computeIfPresent(entry.getKey(), (role, token) -> token.asSpecial());
            }
        }
        addExtra(map, tokens, "extra_special_tokens");
        addExtra(map, tokens, "additional_special_tokens");
        String plain = "added_tokens.json";
        for (Map.Entry<String, JsonElement> entry : folder.jsonIfPresent(plain).entrySet()) {
            String content = entry.getKey();
            boolean special =
                    named.values().stream().anyMatch(token -> token.content().equals(content))
                            || extra.stream().anyMatch(token -> token.content().equals(content));
            AddedToken token = new AddedToken(content, false, false, false, !special, special);
            added.put(id(plain, entry.getValue().toString()), token);
        }
        JsonElement published = folder.jsonIfPresent(Ingredients.PUBLISHED).get("added_tokens");
        if (published != null && published.isJsonArray()) {
            for (JsonElement json : published.getAsJsonArray()) {
                AddedToken token = token(Ingredients.PUBLISHED, "added_tokens", json);
                JsonElement id = json.isJsonObject() ? json.getAsJsonObject().get("id") : null;
                added.put(id(Ingredients.PUBLISHED, String.valueOf(id)), token);
            }
        }
    }

    /** Takes a list, or an object that names each token as a model wants it ({@code {"image_token": "<image>"}}). */
    private void addExtra(String file, JsonObject json, String key) throws CheckpointException {
        JsonElement tokens = json.get(key);
        if (tokens == null || tokens.isJsonNull()) {
            return;
        }
        if (tokens.isJsonObject()) {
            for (Map.Entry<String, JsonElement> entry : tokens.getAsJsonObject().entrySet()) {
                name(file, entry.getKey(), entry.getValue());
            }
            return;
        }
        if (!tokens.isJsonArray()) {
            throw new CheckpointException(folder.file(file), key + " is " + tokens + ", not a list of tokens");
        }
        for (JsonElement token : tokens.getAsJsonArray()) {
            extra.add(token(file, key, token));
        }
    }

    private void name(String file, String role, JsonElement value) throws CheckpointException {
        if (value.isJsonNull()) {
            named.remove(role);
        } else {
            named.put(role, token(file, role, value));
        }
    }

    private AddedToken token(String file, String key, @Nullable JsonElement value) throws CheckpointException {
        try {
            return AddedToken.of(value);
        } catch (IllegalArgumentException | IllegalStateException | UnsupportedOperationException e) {
            throw new CheckpointException(folder.file(file), key + " is " + value + ", not a token", e);
        }
    }

    private int id(String file, String text) throws CheckpointException {
        try {
            return Integer.parseUnsignedInt(text);
        } catch (NumberFormatException e) {
            throw new CheckpointException(folder.file(file), "the id of an added token is " + text, e);
        }
    }

    private static boolean isToken(String key, JsonElement value) {
        boolean text = value.isJsonPrimitive() && value.getAsJsonPrimitive().isString();
        boolean object = value.isJsonObject() && value.getAsJsonObject().has("content");
        return key.endsWith("_token") && (text || object);
    }
}
