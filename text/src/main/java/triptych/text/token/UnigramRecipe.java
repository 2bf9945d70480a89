package triptych.text.token;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import triptych.core.checkpoint.CheckpointException;

/** Builds T5's tokenizer from tokenizer.json or spiece.model: the likeliest pieces of each word, and an end. */
record UnigramRecipe(Ingredients from) {

    private static final Map<String, String> DEFAULTS =
            Map.of("eos_token", "</s>", "unk_token", "<unk>", "pad_token", "<pad>");

    /** Where T5's class expects the unknown piece, whatever the model says. */
    private static final int UNKNOWN = 2;

    private static final int MOST_SENTINELS = 10_000;

    /**
     * @param pieces pairs of a piece and its log-probability
     * @param characters the normalization table in base 64; null if text is taken as it is
     */
    private record Learnt(JsonArray pieces, @Nullable String characters) {}

    Built built() throws IOException {
        int sentinels = from.settings().integer("extra_ids", 100);
        if (sentinels < 0 || sentinels > MOST_SENTINELS) {
            throw from.settings().bad("extra_ids", "is " + sentinels + ", must be from 0 to " + MOST_SENTINELS);
        }
        List<String> extra = IntStream.range(0, sentinels)
                .mapToObj(i -> "<extra_id_" + i + ">")
                .toList();
        SpecialTokens special = SpecialTokensReader.read(from.folder(), from.settings(), DEFAULTS, extra);
        Learnt learnt = from.folder().has(Ingredients.PUBLISHED) ? published() : sentencePiece(extra);
        Map<String, Integer> ids = new HashMap<>();
        for (int i = 0; i < learnt.pieces.size(); i++) {
            ids.put(learnt.pieces.get(i).getAsJsonArray().get(0).getAsString(), i);
        }
        Vocabulary vocabulary = new Vocabulary(ids, learnt.pieces.size(), special.inOrder());
        String end = from.required(special, "eos_token");
        JsonObject parts = new JsonObject();
        if (learnt.characters != null) {
            parts.add(
                    "normalizer",
                    Component.of("Precompiled")
                            .with("precompiled_charsmap", learnt.characters)
                            .json());
        }
        Component blanks = Component.of("Metaspace")
                .with("replacement", "\u2581")
                .with("prepend_scheme", "always")
                .with("split", true);
        parts.add(
                "pre_tokenizer",
                Component.sequence("pretokenizers", Component.of("WhitespaceSplit"), blanks)
                        .json());
        parts.add("decoder", blanks.json());
        int endId = from.required(vocabulary, end);
        parts.add(
                "post_processor",
                new Template()
                        .text("A", 0)
                        .token("A", end, endId, 0)
                        .text("B", 0)
                        .token("B", end, endId, 0)
                        .component()
                        .json());
        parts.add(
                "model",
                Component.of("Unigram")
                        .with("unk_id", UNKNOWN)
                        .with("byte_fallback", false)
                        .with("vocab", learnt.pieces)
                        .json());
        return from.built(parts, vocabulary, special);
    }

    private Learnt published() throws IOException {
        JsonElement pieces = LearntTables.model(from.folder(), "Unigram").get("vocab");
        JsonElement normalizer = from.folder().json(Ingredients.PUBLISHED).get("normalizer");
        if (pieces == null || !pieces.isJsonArray() || pieces.getAsJsonArray().size() <= UNKNOWN) {
            throw new CheckpointException(from.folder().file(Ingredients.PUBLISHED), "has no list of pieces");
        }
        for (JsonElement piece : pieces.getAsJsonArray()) {
            JsonArray pair = piece.isJsonArray() ? piece.getAsJsonArray() : new JsonArray();
            if (pair.size() != 2 || TokenizerFolder.text(pair.get(0)) == null) {
                throw new CheckpointException(
                        from.folder().file(Ingredients.PUBLISHED),
                        "the piece " + piece + " is not a text with a score");
            }
        }
        String characters = normalizer == null ? null : Charsmap.find(normalizer);
        Charsmap.check(from.folder().file(Ingredients.PUBLISHED), characters);
        return new Learnt(pieces.getAsJsonArray(), characters);
    }

    private Learnt sentencePiece(List<String> sentinels) throws IOException {
        SentencePieceModel model = SentencePieceModel.read(from.folder(), "spiece.model");
        if (model.type() != SentencePieceModel.UNIGRAM) {
            throw new CheckpointException(
                    from.folder().file("spiece.model"), "is not a unigram model, as T5Tokenizer needs it");
        }
        if (!model.isUnknown(UNKNOWN)) {
            throw new CheckpointException(
                    from.folder().file("spiece.model"), "has the unknown piece elsewhere than at id " + UNKNOWN);
        }
        JsonArray pieces = new JsonArray();
        model.pieces().forEach(piece -> pieces.add(pair(piece.text(), piece.score())));
        for (int i = sentinels.size() - 1; i >= 0; i--) {
            pieces.add(pair(sentinels.get(i), 0));
        }
        byte[] characters = model.characters();
        return new Learnt(
                pieces, characters.length == 0 ? null : Base64.getEncoder().encodeToString(characters));
    }

    private static JsonArray pair(String piece, float score) {
        JsonArray pair = new JsonArray();
        pair.add(piece);
        pair.add(new JsonPrimitive((double) score));
        return pair;
    }
}
