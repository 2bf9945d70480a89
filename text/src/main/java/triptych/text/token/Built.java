package triptych.text.token;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.Locale;

/**
 * A tokenizer ready to be run by the tokenizers library.
 *
 * @param json the tokenizer.json
 */
record Built(JsonObject json, Vocabulary vocabulary, SpecialTokens special) {

    private static final Gson WRITER =
            new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

    /**
     * Puts a tokenizer.json together.
     *
     * @param parts its normalizer, pre_tokenizer, post_processor, decoder and model; what is missing is null there
     */
    static Built of(JsonObject parts, Vocabulary vocabulary, SpecialTokens special, PaddingSide truncationSide) {
        parts.addProperty("version", "1.0");
        parts.add("truncation", noTruncation(truncationSide));
        parts.add("padding", JsonNull.INSTANCE);
        parts.add("added_tokens", vocabulary.added());
        for (String part : new String[] {"normalizer", "pre_tokenizer", "post_processor", "decoder"}) {
            if (!parts.has(part)) {
                parts.add(part, JsonNull.INSTANCE);
            }
        }
        return new Built(parts, vocabulary, special);
    }

    String text() {
        return WRITER.toJson(json);
    }

    boolean isBytePair() {
        return "BPE".equals(TokenizerFolder.text(json.getAsJsonObject("model").get("type")));
    }

    /** A cut that never happens; the library can only be told from which side to cut when it reads this. */
    private static JsonObject noTruncation(PaddingSide side) {
        String name = side.name();
        JsonObject truncation = new JsonObject();
        truncation.addProperty("direction", name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT));
        truncation.addProperty("max_length", NativeTokenizer.UNLIMITED);
        truncation.addProperty("strategy", "LongestFirst");
        truncation.addProperty("stride", 0);
        return truncation;
    }
}
