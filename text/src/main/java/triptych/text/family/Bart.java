package triptych.text.family;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import triptych.core.checkpoint.WeightMap;
import triptych.core.config.ConfigFile;
import triptych.core.model.SpecSettings;
import triptych.core.ops.StackSpec;
import triptych.core.ops.StackSpec.FeedForwardSpec;
import triptych.core.ops.StackSpec.NormSpec;
import triptych.text.model.EmbeddingSpec;
import triptych.text.model.PositionSpec;
import triptych.text.model.Seq2Seq;
import triptych.text.model.Seq2Seq.Tying;
import triptych.text.model.TextSide;
import triptych.text.model.WordScores;

/**
 * BART, and what was made of it: mBART, which normalises before each branch, and Marian's Transformers, which count
 * positions in waves and leave the embeddings as they are.
 *
 * @param spec the shape of the model
 * @see <a href="https://arxiv.org/abs/1910.13461">Lewis et al., 2019</a>
 * @see <a href="https://arxiv.org/abs/2001.08210">Liu et al., 2020</a>
 * @see <a href="https://aclanthology.org/P18-4020/">Junczys-Dowmunt et al., 2018</a>
 */
public record Bart(Seq2Seq.Spec spec) {

    // Left over from BART's padding index: the position table begins with two rows that no position uses.
    private static final int UNUSED_ROWS = 2;

    private static final double EPSILON = 1e-5;

    private static final String SIDE = """
            SIDE.embeddings.position.weight   = SIDE.embed_positions.weight
            SIDE.embeddings.norm.*            = SIDE.layernorm_embedding.*
            SIDE.stack.norm.*                 = SIDE.layer_norm.*
            SIDE.stack.layers.#.attention.query.*      = SIDE.layers.#.self_attn.q_proj.*
            SIDE.stack.layers.#.attention.key.*        = SIDE.layers.#.self_attn.k_proj.*
            SIDE.stack.layers.#.attention.value.*      = SIDE.layers.#.self_attn.v_proj.*
            SIDE.stack.layers.#.attention.output.*     = SIDE.layers.#.self_attn.out_proj.*
            SIDE.stack.layers.#.attentionNorm.*        = SIDE.layers.#.self_attn_layer_norm.*
            SIDE.stack.layers.#.crossAttention.query.* = SIDE.layers.#.encoder_attn.q_proj.*
            SIDE.stack.layers.#.crossAttention.key.*   = SIDE.layers.#.encoder_attn.k_proj.*
            SIDE.stack.layers.#.crossAttention.value.* = SIDE.layers.#.encoder_attn.v_proj.*
            SIDE.stack.layers.#.crossAttention.output.* = SIDE.layers.#.encoder_attn.out_proj.*
            SIDE.stack.layers.#.crossAttentionNorm.*   = SIDE.layers.#.encoder_attn_layer_norm.*
            SIDE.stack.layers.#.feedForward.inner.*    = SIDE.layers.#.fc1.*
            SIDE.stack.layers.#.feedForward.outer.*    = SIDE.layers.#.fc2.*
            SIDE.stack.layers.#.feedForwardNorm.*      = SIDE.layers.#.final_layer_norm.*
            """;

    private static final String SIDES = SIDE.replace("SIDE", "encoder") + SIDE.replace("SIDE", "decoder");

    private static final String ONE_VOCABULARY = """
            token.weight = shared.weight, encoder.embed_tokens.weight, decoder.embed_tokens.weight, lm_head.weight
            """;

    private static final String TWO_VOCABULARIES = """
            token.weight       = encoder.embed_tokens.weight, shared.weight
            targetToken.weight = decoder.embed_tokens.weight, lm_head.weight
            """;

    private static final String SCORES = """
            scores.bias = final_logits_bias | or zeros
            """;

    /** Where a checkpoint keeps each weight. */
    public WeightMap names() {
        String token = spec.tying() == Tying.ALL ? ONE_VOCABULARY : TWO_VOCABULARIES;
        return WeightMap.of(SIDES, token).withBase("model.").and(WeightMap.of(SCORES));
    }

    /** Reads the settings of a {@code bart}. */
    public static Bart bart(ConfigFile config) {
        NormSpec norm = NormSpec.after(EPSILON);
        config.only("tie_word_embeddings", true);
        config.only("normalize_embedding", true);
        config.only("static_position_embeddings", false);
        config.only("add_final_layer_norm", false);
        PositionSpec positions =
                new PositionSpec.Learned(config.positive("max_position_embeddings", 1024), UNUSED_ROWS);
        return new Bart(spec(config, Tying.ALL, norm, positions, norm));
    }

    /** Reads the settings of an {@code mbart}. */
    public static Bart mbart(ConfigFile config) {
        config.only("tie_word_embeddings", true);
        config.only("normalize_embedding", true);
        config.only("static_position_embeddings", false);
        config.only("add_final_layer_norm", true);
        config.only("normalize_before", true);
        PositionSpec positions =
                new PositionSpec.Learned(config.positive("max_position_embeddings", 1024), UNUSED_ROWS);
        return new Bart(spec(config, Tying.ALL, NormSpec.before(EPSILON), positions, NormSpec.after(EPSILON)));
    }

    /** Reads the settings of a {@code marian}. */
    public static Bart marian(ConfigFile config) {
        config.only("tie_word_embeddings", true);
        config.only("normalize_embedding", false);
        config.only("static_position_embeddings", true);
        config.only("add_final_layer_norm", false);
        // Version 3 of the reference wrote a number here that speaks of learned positions only.
        config.value("extra_pos_embeddings");
        int count = config.positive("max_position_embeddings", 1024);
        PositionSpec positions = new PositionSpec.Sinusoidal(count, config.positive("d_model", 1024) / 2.0);
        boolean shared = config.flag("share_encoder_decoder_embeddings", true);
        return new Bart(spec(config, shared ? Tying.ALL : Tying.TARGET, NormSpec.after(EPSILON), positions, null));
    }

    private static Seq2Seq.Spec spec(
            ConfigFile config, Tying tying, NormSpec norm, PositionSpec positions, @Nullable NormSpec embeddingNorm) {
        int width = config.positive("d_model", 1024);
        double scale = config.flag("scale_embedding", false) ? Math.sqrt(width) : 1;
        EmbeddingSpec embedding = new EmbeddingSpec(width, scale, positions, 0, embeddingNorm);
        int words = config.positive("vocab_size");
        int targetWords = config.positive("decoder_vocab_size", words);
        if (tying == Tying.ALL && targetWords != words) {
            throw config.refused("decoder_vocab_size", "one table serves both sides, which has " + words + " words");
        }
        Seq2Seq.Spec spec = new Seq2Seq.Spec(
                words,
                targetWords,
                tying,
                new TextSide(embedding, null, side(config, "encoder", norm)),
                new TextSide(embedding, null, side(config, "decoder", norm).crossing(width)),
                new WordScores.Spec(1, true, null));
        config.only("is_encoder_decoder", true);
        config.refuseUnread(
                Set.of("num_hidden_layers", "classifier_dropout", "classif_dropout"),
                Map.of(
                        "normalize_before",
                        false,
                        "extra_pos_embeddings",
                        UNUSED_ROWS,
                        "add_bias_logits",
                        false,
                        "do_blenderbot_90_layernorm",
                        false));
        return spec;
    }

    private static StackSpec side(ConfigFile config, String side, NormSpec norm) {
        int width = config.positive("d_model", 1024);
        return StackSpec.of(
                        config.positive(side + "_layers", 12),
                        width,
                        SpecSettings.attention(config, width, side + "_attention_heads", 16)
                                .dropout(config.fraction("attention_dropout", 0)),
                        FeedForwardSpec.plain(
                                config.positive(side + "_ffn_dim", 4096),
                                SpecSettings.activation(config, "activation_function", "gelu")),
                        norm)
                .dropout(config.fraction("dropout", 0.1));
    }
}
