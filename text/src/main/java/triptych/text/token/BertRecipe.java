package triptych.text.token;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.Map;
import triptych.core.checkpoint.CheckpointException;

/** Builds BERT's tokenizer: words and punctuation, cut into the longest pieces of a vocabulary. */
record BertRecipe(Ingredients from) {

    private static final Map<String, String> DEFAULTS = Map.of(
            "unk_token",
            "[UNK]",
            "sep_token",
            "[SEP]",
            "pad_token",
            "[PAD]",
            "cls_token",
            "[CLS]",
            "mask_token",
            "[MASK]");

    Built built() throws IOException {
        SpecialTokens special = from.special(DEFAULTS);
        Map<String, Integer> ids = LearntTables.wordPieces(from.folder());
        String unknown = from.required(special, "unk_token");
        if (!ids.containsKey(unknown)) {
            throw new CheckpointException(from.folder().path(), "the vocabulary lacks the unknown token " + unknown);
        }
        Vocabulary vocabulary = new Vocabulary(ids, ids.size(), special.inOrder());
        JsonObject parts = new JsonObject();
        parts.add("normalizer", normalizer().json());
        parts.add("pre_tokenizer", Component.of("BertPreTokenizer").json());
        parts.add("post_processor", around(special, vocabulary).json());
        parts.add(
                "decoder",
                Component.of("WordPiece")
                        .with("prefix", "##")
                        .with("cleanup", true)
                        .json());
        parts.add(
                "model",
                Component.of("WordPiece")
                        .with("unk_token", unknown)
                        .with("continuing_subword_prefix", "##")
                        .with("max_input_chars_per_word", 100)
                        .with("vocab", Ingredients.object(ids))
                        .json());
        return from.built(parts, vocabulary, special);
    }

    private Component normalizer() throws CheckpointException {
        TokenizerSettings settings = from.settings();
        return Component.of("BertNormalizer")
                .with("clean_text", true)
                .with("handle_chinese_chars", settings.flag("tokenize_chinese_chars", true))
                .with("strip_accents", settings.flagOrNull("strip_accents"))
                .with("lowercase", settings.flag("do_lower_case", true));
    }

    private Component around(SpecialTokens special, Vocabulary vocabulary) throws CheckpointException {
        String first = from.required(special, "cls_token");
        String last = from.required(special, "sep_token");
        int lastId = from.required(vocabulary, last);
        return new Template()
                .token("A", first, from.required(vocabulary, first), 0)
                .text("A", 0)
                .token("A", last, lastId, 0)
                .text("B", 1)
                .token("B", last, lastId, 1)
                .component();
    }
}
