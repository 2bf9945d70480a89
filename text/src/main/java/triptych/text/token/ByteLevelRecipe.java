package triptych.text.token;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import triptych.core.checkpoint.CheckpointException;

/** Builds the tokenizers that merge bytes: those of GPT-2, RoBERTa and CLIP. */
record ByteLevelRecipe(Ingredients from) {

    private static final String END = "<|endoftext|>";

    private static final Map<String, String> ROBERTA = Map.of(
            "bos_token",
            "<s>",
            "eos_token",
            "</s>",
            "sep_token",
            "</s>",
            "cls_token",
            "<s>",
            "unk_token",
            "<unk>",
            "pad_token",
            "<pad>",
            "mask_token",
            "<mask>");

    private static final Map<String, String> CLIP =
            Map.of("unk_token", END, "bos_token", "<|startoftext|>", "eos_token", END, "pad_token", END);

    private static final String CLIP_WORDS =
            "<\\|startoftext\\|>|<\\|endoftext\\|>|'s|'t|'re|'ve|'m|'ll|'d" + "|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+";

    Built gpt2() throws IOException {
        SpecialTokens special = from.special(Map.of("unk_token", END, "bos_token", END, "eos_token", END));
        LearntTables.Merges learnt = LearntTables.merges(from.folder());
        Vocabulary vocabulary = vocabulary(learnt, special);
        JsonObject parts = parts(learnt, from.settings().flag("add_prefix_space", false));
        JsonElement published =
                from.folder().jsonIfPresent(Ingredients.PUBLISHED).get("post_processor");
        boolean given = published != null && !published.isJsonNull();
        if (given) {
            FatalSettings.refuse(
                    from.folder().file(Ingredients.PUBLISHED), from.folder().json(Ingredients.PUBLISHED));
        }
        parts.add(
                "post_processor",
                given ? published : askedFor(vocabulary, special).json());
        return from.built(parts, vocabulary, special);
    }

    Built roberta() throws IOException {
        SpecialTokens special = from.special(ROBERTA);
        LearntTables.Merges learnt = LearntTables.merges(from.folder());
        Vocabulary vocabulary = vocabulary(learnt, special);
        boolean addPrefixSpace = from.settings().flag("add_prefix_space", false);
        JsonObject parts = parts(learnt, addPrefixSpace);
        parts.add(
                "post_processor",
                between(vocabulary, from.required(special, "cls_token"), from.required(special, "sep_token"))
                        .with("trim_offsets", from.settings().flag("trim_offsets", true))
                        .with("add_prefix_space", addPrefixSpace)
                        .json());
        return from.built(parts, vocabulary, special);
    }

    Built clip() throws IOException {
        SpecialTokens special = from.special(CLIP);
        LearntTables.Merges learnt = LearntTables.merges(from.folder());
        Vocabulary vocabulary = vocabulary(learnt, special);
        JsonObject parts = parts(learnt, false);
        Component blanks = Component.of("Replace").matching("\\s+").with("content", " ");
        parts.add(
                "normalizer",
                Component.sequence("normalizers", Component.of("NFC"), blanks, Component.of("Lowercase"))
                        .json());
        Component words = Component.of("Split")
                .matching(CLIP_WORDS)
                .with("behavior", "Removed")
                .with("invert", true);
        parts.add(
                "pre_tokenizer",
                Component.sequence("pretokenizers", words, bytes(false)).json());
        parts.add(
                "post_processor",
                between(vocabulary, from.required(special, "bos_token"), from.required(special, "eos_token"))
                        .with("trim_offsets", false)
                        .with("add_prefix_space", false)
                        .json());
        parts.add("model", model(learnt, special.content("unk_token"), "</w>").json());
        return from.built(parts, vocabulary, special);
    }

    /** GPT-2's tokens around a text: none, unless the settings ask for them and no tokenizer.json speaks instead. */
    private Component askedFor(Vocabulary vocabulary, SpecialTokens special) throws CheckpointException {
        boolean may = !from.folder().has(Ingredients.PUBLISHED);
        boolean start = may && from.settings().flag("add_bos_token", false);
        boolean end = may && from.settings().flag("add_eos_token", false);
        Template template = new Template();
        for (String text : List.of("A", "B")) {
            int type = text.equals("A") ? 0 : 1;
            if (start) {
                String token = from.required(special, "bos_token");
                template.token(text, token, from.required(vocabulary, token), type);
            }
            template.text(text, type);
            if (end) {
                String token = from.required(special, "eos_token");
                template.token(text, token, from.required(vocabulary, token), type);
            }
        }
        return template.component();
    }

    private Component between(Vocabulary vocabulary, String first, String last) throws CheckpointException {
        return Component.of("RobertaProcessing")
                .with("sep", last, from.required(vocabulary, last))
                .with("cls", first, from.required(vocabulary, first));
    }

    private static Vocabulary vocabulary(LearntTables.Merges learnt, SpecialTokens special) {
        return new Vocabulary(learnt.ids(), learnt.ids().size(), special.inOrder());
    }

    private static JsonObject parts(LearntTables.Merges learnt, boolean addPrefixSpace) {
        JsonObject parts = new JsonObject();
        parts.add("pre_tokenizer", bytes(addPrefixSpace).json());
        parts.add("decoder", bytes(true).json());
        parts.add("model", model(learnt, null, "").json());
        return parts;
    }

    private static Component bytes(boolean addPrefixSpace) {
        return Component.of("ByteLevel")
                .with("add_prefix_space", addPrefixSpace)
                .with("trim_offsets", true)
                .with("use_regex", true);
    }

    private static Component model(LearntTables.Merges learnt, @Nullable String unknown, String endOfWord) {
        return Component.of("BPE")
                .with("dropout", (String) null)
                .with("unk_token", unknown)
                .with("continuing_subword_prefix", "")
                .with("end_of_word_suffix", endOfWord)
                .with("fuse_unk", false)
                .with("byte_fallback", false)
                .with("ignore_merges", false)
                .with("vocab", Ingredients.object(learnt.ids()))
                .with("merges", learnt.merges());
    }
}
