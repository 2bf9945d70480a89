package triptych.text.token;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import triptych.core.checkpoint.CheckpointException;

/**
 * Refuses what a tokenizer.json may hold that makes the tokenizers library end the process, where for all else it only
 * fails: found by feeding it some ten thousand damaged files.
 */
final class FatalSettings {

    private final Path file;

    private FatalSettings(Path file) {
        this.file = file;
    }

    /** @throws CheckpointException if one of them is there */
    static void refuse(Path file, JsonObject tokenizer) throws CheckpointException {
        FatalSettings settings = new FatalSettings(file);
        for (String part : new String[] {"normalizer", "pre_tokenizer", "post_processor", "decoder"}) {
            JsonElement json = tokenizer.get(part);
            if (json != null) {
                settings.check(json);
            }
        }
        JsonElement model = tokenizer.get("model");
        if (model != null && model.isJsonObject()) {
            settings.checkModel(model.getAsJsonObject());
        }
    }

    private void check(JsonElement json) throws CheckpointException {
        if (json.isJsonPrimitive()) {
            checkNumber(json.getAsJsonPrimitive());
        } else if (json.isJsonArray()) {
            for (JsonElement element : json.getAsJsonArray()) {
                check(element);
            }
        } else if (json.isJsonObject()) {
            JsonObject component = json.getAsJsonObject();
            for (String key : component.keySet()) {
                check(component.get(key));
            }
            String type = TokenizerFolder.text(component.get("type"));
            switch (type == null ? "" : type) {
                case "Precompiled" -> checkCharacters(component);
                case "Replace" -> checkPattern(component.get("pattern"));
                case "TemplateProcessing" -> checkTemplate(component);
                default -> {}
            }
        }
    }

    private void checkNumber(JsonPrimitive json) throws CheckpointException {
        if (json.isNumber() && !Double.isFinite(json.getAsDouble())) {
            throw bad("the number " + json + " is too large");
        }
    }

    private void checkCharacters(JsonObject precompiled) throws CheckpointException {
        String characters = TokenizerFolder.text(precompiled.get("precompiled_charsmap"));
        if (characters == null) {
            throw bad("a normalizer Precompiled has no precompiled_charsmap");
        }
        Charsmap.check(file, characters);
    }

    private void checkPattern(@Nullable JsonElement pattern) throws CheckpointException {
        JsonObject kind = (pattern != null && pattern.isJsonObject()) ? pattern.getAsJsonObject() : new JsonObject();
        String plain = TokenizerFolder.text(kind.get("String"));
        String regex = TokenizerFolder.text(kind.get("Regex"));
        boolean nothing = (plain != null && plain.isEmpty()) || (regex != null && matchesNothing(regex));
        if (nothing) {
            throw bad("a normalizer Replace has a pattern that finds nothing everywhere: " + pattern);
        }
    }

    private static boolean matchesNothing(String regex) {
        try {
            return Pattern.compile(regex).matcher("").find();
        } catch (PatternSyntaxException e) {
            return false; // the library's language knows more than Java's
        }
    }

    private void checkTemplate(JsonObject template) throws CheckpointException {
        JsonElement known = template.get("special_tokens");
        for (String key : new String[] {"single", "pair"}) {
            JsonElement pieces = template.get(key);
            for (JsonElement piece :
                    (pieces != null && pieces.isJsonArray()) ? pieces.getAsJsonArray() : new JsonArray()) {
                JsonElement special =
                        piece.isJsonObject() ? piece.getAsJsonObject().get("SpecialToken") : null;
                String id = (special != null && special.isJsonObject())
                        ? TokenizerFolder.text(special.getAsJsonObject().get("id"))
                        : null;
                boolean listed = known != null
                        && known.isJsonObject()
                        && known.getAsJsonObject().has(String.valueOf(id));
                if (id != null && !listed) {
                    throw bad("a TemplateProcessing uses " + id + ", which is not among its special_tokens");
                }
            }
        }
    }

    /** The library cuts the prefix off the second part of each merge, whether it is there or not. */
    private void checkModel(JsonObject model) throws CheckpointException {
        String prefix = TokenizerFolder.text(model.get("continuing_subword_prefix"));
        JsonElement merges = model.get("merges");
        if (prefix == null || prefix.isEmpty() || merges == null || !merges.isJsonArray()) {
            return;
        }
        for (JsonElement merge : merges.getAsJsonArray()) {
            String second = merge.isJsonArray() && merge.getAsJsonArray().size() == 2
                    ? TokenizerFolder.text(merge.getAsJsonArray().get(1))
                    : TokenizerFolder.text(merge);
            if (second == null || !second.substring(second.indexOf(' ') + 1).startsWith(prefix)) {
                throw bad("the merge " + merge + " lacks the continuing_subword_prefix " + prefix);
            }
        }
    }

    private CheckpointException bad(String message) {
        return new CheckpointException(file, message);
    }
}
