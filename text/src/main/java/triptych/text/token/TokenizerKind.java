package triptych.text.token;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.Map;
import triptych.core.checkpoint.CheckpointException;

/** The kinds of tokenizer that published checkpoints name by a class or by the model's type. */
enum TokenizerKind {
    /** WordPiece. */
    BERT,
    /** Byte-level merges without tokens around the text. */
    GPT2,
    /** Byte-level merges between a start and an end. */
    ROBERTA,
    /** Lower-cased byte-level merges with an end of each word. */
    CLIP,
    /** A SentencePiece unigram model, run by the tokenizers library. */
    T5,
    /** Two SentencePiece models and a table of ids. */
    MARIAN,
    /** Whatever tokenizer.json says. */
    PUBLISHED;

    private static final Map<String, TokenizerKind> CLASSES = Map.ofEntries(
            Map.entry("BertTokenizer", BERT),
            Map.entry("DistilBertTokenizer", BERT),
            Map.entry("RobertaTokenizer", ROBERTA),
            Map.entry("BartTokenizer", ROBERTA),
            Map.entry("GPT2Tokenizer", GPT2),
            Map.entry("CLIPTokenizer", CLIP),
            Map.entry("T5Tokenizer", T5),
            Map.entry("MarianTokenizer", MARIAN),
            Map.entry("PreTrainedTokenizer", PUBLISHED),
            Map.entry("TokenizersBackend", PUBLISHED));

    private static final Map<String, TokenizerKind> MODEL_TYPES = Map.ofEntries(
            Map.entry("bert", BERT),
            Map.entry("distilbert", BERT),
            Map.entry("blip", BERT),
            Map.entry("roberta", ROBERTA),
            Map.entry("bart", ROBERTA),
            Map.entry("gpt2", GPT2),
            Map.entry("clip", CLIP),
            Map.entry("clip_text_model", CLIP),
            Map.entry("t5", T5),
            Map.entry("marian", MARIAN));

    /** Families that the reference gives a class of their own, which would be wrong to run as their files alone say. */
    private static final Map<String, String> MISSING = Map.of(
            "mbart", "MBartTokenizer",
            "m2m_100", "M2M100Tokenizer",
            "pegasus", "PegasusTokenizer",
            "trocr", "XLMRobertaTokenizer",
            "xlm-roberta", "XLMRobertaTokenizer");

    /** Finds out from the class that the settings name, else from the type of model, else from the files. */
    static TokenizerKind of(TokenizerFolder folder, TokenizerSettings settings) throws IOException {
        JsonObject model = folder.jsonIfPresent("config.json");
        String name = settings.text("tokenizer_class");
        name = name == null ? TokenizerFolder.text(model.get("tokenizer_class")) : name;
        if (name != null) {
            TokenizerKind kind = CLASSES.get(name.endsWith("Fast") ? name.substring(0, name.length() - 4) : name);
            if (kind == null) {
                throw settings.bad(
                        "tokenizer_class", "is " + name + ", which is not implemented; there are " + known());
            }
            return kind;
        }
        String type = TokenizerFolder.text(model.get("model_type"));
        if (type != null && MODEL_TYPES.containsKey(type)) {
            return MODEL_TYPES.get(type);
        }
        if (type != null && MISSING.containsKey(type)) {
            throw new CheckpointException(
                    folder.file("config.json"),
                    "model_type is " + type + ", whose " + MISSING.get(type) + " is not implemented; there are "
                            + known());
        }
        return byFiles(folder, model);
    }

    private static TokenizerKind byFiles(TokenizerFolder folder, JsonObject model) throws CheckpointException {
        if (folder.has("tokenizer.json")) {
            return PUBLISHED;
        }
        if (folder.has("source.spm")) {
            return MARIAN;
        }
        JsonElement decoder = model.get("decoder");
        String type = decoder != null && decoder.isJsonObject()
                ? TokenizerFolder.text(decoder.getAsJsonObject().get("model_type"))
                : null;
        if (type != null && MODEL_TYPES.containsKey(type)) {
            return MODEL_TYPES.get(type);
        }
        if (folder.has("vocab.txt")) {
            return BERT;
        }
        if (folder.has("vocab.json") || folder.has("spiece.model")) {
            throw new CheckpointException(
                    folder.path(),
                    "doesn't say what kind of tokenizer it holds: name a tokenizer_class in tokenizer_config.json, one of "
                            + known());
        }
        throw new CheckpointException(
                folder.path(),
                "holds no tokenizer: needs tokenizer.json, or vocab.txt, or vocab.json and merges.txt, or spiece.model, or "
                        + "source.spm, target.spm and vocab.json, or vocab.*.spm");
    }

    private static String known() {
        return String.join(", ", CLASSES.keySet().stream().sorted().toList());
    }
}
