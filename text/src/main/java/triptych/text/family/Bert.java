package triptych.text.family;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import triptych.core.checkpoint.WeightMap;
import triptych.core.config.ConfigFile;
import triptych.core.model.SpecSettings;
import triptych.core.ops.Activation;
import triptych.core.ops.StackSpec;
import triptych.core.ops.StackSpec.FeedForwardSpec;
import triptych.core.ops.StackSpec.NormSpec;
import triptych.text.model.EmbeddingSpec;
import triptych.text.model.LanguageModel;
import triptych.text.model.PositionSpec;
import triptych.text.model.TextSide;
import triptych.text.model.WordScores;

/**
 * BERT: a stack that normalises after each branch and learns a vector for every position. RoBERTa has the same layers
 * and names; it counts positions from behind its padding token.
 *
 * @param words how many
 * @param padding the token whose positions are not counted; null where all are
 * @param side the layers, and how tokens become vectors
 * @see <a href="https://arxiv.org/abs/1810.04805">Devlin et al., 2018</a>
 * @see <a href="https://arxiv.org/abs/1907.11692">Liu et al., 2019</a>
 */
public record Bert(int words, @Nullable Integer padding, TextSide side) {

    private static final String BODY = """
            SIDE.embeddings.position.weight = embeddings.position_embeddings.weight
            SIDE.embeddings.segment.weight  = embeddings.token_type_embeddings.weight
            SIDE.embeddings.norm.*          = embeddings.LayerNorm.*
            SIDE.stack.layers.#.attention.query.*       = encoder.layer.#.attention.self.query.*
            SIDE.stack.layers.#.attention.key.*         = encoder.layer.#.attention.self.key.*
            SIDE.stack.layers.#.attention.value.*       = encoder.layer.#.attention.self.value.*
            SIDE.stack.layers.#.attention.output.*      = encoder.layer.#.attention.output.dense.*
            SIDE.stack.layers.#.attentionNorm.*         = encoder.layer.#.attention.output.LayerNorm.*
            SIDE.stack.layers.#.crossAttention.query.*  = encoder.layer.#.crossattention.self.query.*
            SIDE.stack.layers.#.crossAttention.key.*    = encoder.layer.#.crossattention.self.key.*
            SIDE.stack.layers.#.crossAttention.value.*  = encoder.layer.#.crossattention.self.value.*
            SIDE.stack.layers.#.crossAttention.output.* = encoder.layer.#.crossattention.output.dense.*
            SIDE.stack.layers.#.crossAttentionNorm.*    = encoder.layer.#.crossattention.output.LayerNorm.*
            SIDE.stack.layers.#.feedForward.inner.*     = encoder.layer.#.intermediate.dense.*
            SIDE.stack.layers.#.feedForward.outer.*     = encoder.layer.#.output.dense.*
            SIDE.stack.layers.#.feedForwardNorm.*       = encoder.layer.#.output.LayerNorm.*
            """;

    private static final String TOKEN = "token.weight = embeddings.word_embeddings.weight";

    private static final String POOLER = "pooler.* = pooler.dense.*";

    // A pooler that the head at hand has no use for.
    private static final String UNUSED_POOLER = "- = pooler.dense.*";

    // The head of a checkpoint of which only the body is opened.
    private static final WeightMap BODY_ONLY = WeightMap.of("""
            - = cls.**
            - = lm_head.**
            - = classifier.**
            - = qa_outputs.**
            """);

    private static final String BERT_WORDS = """
            scores.dense.* = cls.predictions.transform.dense.*
            scores.norm.*  = cls.predictions.transform.LayerNorm.*
            scores.bias    = cls.predictions.bias, cls.predictions.decoder.bias
            - = cls.seq_relationship.**
            """;

    private static final String ROBERTA_WORDS = """
            scores.dense.* = lm_head.dense.*
            scores.norm.*  = lm_head.layer_norm.*
            scores.bias    = lm_head.bias, lm_head.decoder.bias
            """;

    /** Where a {@code bert} keeps each weight of a reader with {@code head}. */
    static WeightMap bertNames(ReaderHead head) {
        return switch (head) {
            case NONE -> base("encoder", "bert.", TOKEN, UNUSED_POOLER).and(BODY_ONLY);
            case POOLER -> base("encoder", "bert.", TOKEN, POOLER).and(BODY_ONLY);
            case CLASSIFIER -> base("encoder", "bert.", TOKEN, POOLER).and(WeightMap.of("classifier.* = classifier.*"));
            case WORDS -> wordNames("encoder");
        };
    }

    private static WeightMap wordNames(String side) {
        return base(side, "bert.", TOKEN + ", cls.predictions.decoder.weight", UNUSED_POOLER)
                .and(WeightMap.of(BERT_WORDS));
    }

    /** Where a {@code roberta} keeps each weight of a reader with {@code head}. */
    static WeightMap robertaNames(ReaderHead head) {
        return switch (head) {
            case NONE -> base("encoder", "roberta.", TOKEN, UNUSED_POOLER).and(BODY_ONLY);
            case POOLER -> base("encoder", "roberta.", TOKEN, POOLER).and(BODY_ONLY);
            case CLASSIFIER -> base("encoder", "roberta.", TOKEN, UNUSED_POOLER).and(WeightMap.of("""
                    pooler.*     = classifier.dense.*
                    classifier.* = classifier.out_proj.*
                    """));
            case WORDS ->
                base("encoder", "roberta.", TOKEN + ", lm_head.decoder.weight", UNUSED_POOLER)
                        .and(WeightMap.of(ROBERTA_WORDS));
        };
    }

    private static WeightMap base(String side, String prefix, String... rows) {
        return WeightMap.of(BODY.replace("SIDE", side)).and(WeightMap.of(rows)).withBase(prefix);
    }

    /** Where BERT as a decoder keeps each weight. */
    public static WeightMap decoderNames() {
        return wordNames("decoder");
    }

    /** Reads the settings of a {@code bert} that reads. */
    public static Bert from(ConfigFile config) {
        config.only("is_decoder", false);
        config.only("add_cross_attention", false);
        Bert bert = read(config, null, 0);
        refuseRest(config);
        return bert;
    }

    /** Reads the settings of a {@code roberta}. */
    public static Bert roberta(ConfigFile config) {
        config.only("is_decoder", false);
        config.only("add_cross_attention", false);
        int padding = config.notNegative("pad_token_id", 1);
        if (config.positive("max_position_embeddings", 512) <= padding + 1) {
            throw config.refused("max_position_embeddings", "positions begin behind the padding token, " + padding);
        }
        Bert roberta = read(config, padding, 0);
        refuseRest(config);
        return roberta;
    }

    /** Reads the settings of a {@code bert} that writes, looking at vectors of {@code sourceWidth}. */
    public static LanguageModel.Spec decoder(ConfigFile config, int sourceWidth) {
        config.only("is_decoder", true);
        config.only("add_cross_attention", true);
        config.only("tie_word_embeddings", true);
        Bert bert = read(config, null, sourceWidth);
        WordScores.Spec scores = wordScores(config);
        refuseRest(config);
        return new LanguageModel.Spec(bert.words(), true, bert.side(), scores);
    }

    /** How BERT scores words. RoBERTa always takes gelu between, whatever its layers have. */
    static WordScores.Spec wordScores(ConfigFile config) {
        NormSpec norm = NormSpec.after(config.positiveNumber("layer_norm_eps", 1e-12));
        return new WordScores.Spec(
                1, true, new WordScores.Transform(SpecSettings.activation(config, "hidden_act", "gelu"), norm));
    }

    static WordScores.Spec robertaWordScores(ConfigFile config) {
        NormSpec norm = NormSpec.after(config.positiveNumber("layer_norm_eps", 1e-12));
        return new WordScores.Spec(1, true, new WordScores.Transform(Activation.GELU, norm));
    }

    private static Bert read(ConfigFile config, @Nullable Integer padding, int sourceWidth) {
        int width = config.positive("hidden_size", 768);
        NormSpec norm = NormSpec.after(config.positiveNumber("layer_norm_eps", 1e-12));
        StackSpec stack = StackSpec.of(
                        config.positive("num_hidden_layers", 12),
                        width,
                        SpecSettings.attention(config, width, "num_attention_heads", 12)
                                .dropout(config.fraction("attention_probs_dropout_prob", 0.1)),
                        FeedForwardSpec.plain(
                                config.positive("intermediate_size", 3072),
                                SpecSettings.activation(config, "hidden_act", "gelu")),
                        norm)
                .dropout(config.fraction("hidden_dropout_prob", 0.1));
        PositionSpec positions = new PositionSpec.Learned(config.positive("max_position_embeddings", 512), 0);
        EmbeddingSpec embedding = new EmbeddingSpec(width, 1, positions, config.positive("type_vocab_size", 2), norm);
        config.only("position_embedding_type", "absolute");
        StackSpec layers = sourceWidth == 0 ? stack : stack.crossing(sourceWidth);
        return new Bert(config.positive("vocab_size"), padding, new TextSide(embedding, null, layers));
    }

    private static void refuseRest(ConfigFile config) {
        Set<String> harmless = Set.of(
                "classifier_dropout",
                "gradient_checkpointing",
                "pooler_fc_size",
                "pooler_num_attention_heads",
                "pooler_num_fc_layers",
                "pooler_size_per_head",
                "pooler_type",
                "tie_word_embeddings");
        config.refuseUnread(harmless, Map.of());
    }
}
