package triptych.text.token;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import triptych.core.checkpoint.CheckpointException;

/** The settings of tokenizer_config.json; an empty one where there is no such file. */
final class TokenizerSettings {

    static final String FILE = "tokenizer_config.json";

    /** Settings that would change ids, and that no tokenizer here implements. */
    private static final List<String> REFUSED = List.of("split_special_tokens", "sp_model_kwargs", "init_inputs");

    private final TokenizerFolder folder;
    private final JsonObject json;

    private TokenizerSettings(TokenizerFolder folder, JsonObject json) {
        this.folder = folder;
        this.json = json;
    }

    /** @throws CheckpointException if a setting changes the tokens and is not implemented */
    static TokenizerSettings read(TokenizerFolder folder) throws IOException {
        TokenizerSettings settings = new TokenizerSettings(folder, folder.jsonIfPresent(FILE));
        for (String key : REFUSED) {
            if (settings.isSet(key)) {
                throw settings.bad(key, "is " + settings.json.get(key) + ", which is not implemented");
            }
        }
        String pieces = settings.text("wordpieces_prefix");
        if (pieces != null && !pieces.equals("##")) {
            throw settings.bad("wordpieces_prefix", "is " + pieces + ", only ## is implemented");
        }
        return settings;
    }

    JsonObject json() {
        return json;
    }

    @Nullable
    String text(String key) throws CheckpointException {
        JsonElement value = json.get(key);
        if (value == null || value.isJsonNull()) {
            return null;
        }
        if (!value.isJsonPrimitive() || !value.getAsJsonPrimitive().isString()) {
            throw bad(key, "is " + value + ", must be a text");
        }
        return value.getAsString();
    }

    boolean flag(String key, boolean otherwise) throws CheckpointException {
        Boolean value = flagOrNull(key);
        return value == null ? otherwise : value;
    }

    @Nullable
    Boolean flagOrNull(String key) throws CheckpointException {
        JsonElement value = json.get(key);
        if (value == null || value.isJsonNull()) {
            return null;
        }
        if (!value.isJsonPrimitive() || !value.getAsJsonPrimitive().isBoolean()) {
            throw bad(key, "is " + value + ", must be true or false");
        }
        return value.getAsBoolean();
    }

    /** {@code model_max_length}; empty if it is missing or one of the huge numbers that stand for "no limit". */
    OptionalInt maxLength() throws CheckpointException {
        JsonElement value = json.has("model_max_length") ? json.get("model_max_length") : json.get("max_len");
        if (value == null || value.isJsonNull()) {
            return OptionalInt.empty();
        }
        BigDecimal length = number("model_max_length", value);
        if (length.signum() <= 0) {
            throw bad("model_max_length", "is " + value + ", must be at least 1");
        }
        boolean limit = length.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) < 0;
        return limit ? OptionalInt.of(length.intValue()) : OptionalInt.empty();
    }

    int integer(String key, int otherwise) throws CheckpointException {
        JsonElement value = json.get(key);
        return (value == null || value.isJsonNull())
                ? otherwise
                : number(key, value).intValue();
    }

    /** A side: {@code right} or {@code left}. */
    PaddingSide side(String key, String otherwise) throws CheckpointException {
        String side = text(key);
        return switch (side == null ? otherwise : side) {
            case "right" -> PaddingSide.RIGHT;
            case "left" -> PaddingSide.LEFT;
            default -> throw bad(key, "is " + side + ", must be right or left");
        };
    }

    CheckpointException bad(String key, String message) {
        return new CheckpointException(folder.file(FILE), key + " " + message);
    }

    private BigDecimal number(String key, JsonElement value) throws CheckpointException {
        if (!value.isJsonPrimitive() || !value.getAsJsonPrimitive().isNumber()) {
            throw bad(key, "is " + value + ", must be a number");
        }
        return value.getAsBigDecimal();
    }

    private boolean isSet(String key) {
        JsonElement value = json.get(key);
        if (value == null || value.isJsonNull()) {
            return false;
        }
        if (value.isJsonObject()) {
            return !value.getAsJsonObject().isEmpty();
        }
        if (value.isJsonArray()) {
            return !value.getAsJsonArray().isEmpty();
        }
        return !value.getAsString().equals("false");
    }
}
