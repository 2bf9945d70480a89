package triptych.text.family;

import java.util.Map;
import java.util.Set;
import triptych.core.checkpoint.WeightMap;
import triptych.core.config.ConfigFile;
import triptych.core.nn.RelativeBias.Buckets;
import triptych.core.ops.Activation;
import triptych.core.ops.StackSpec;
import triptych.core.ops.StackSpec.AttentionSpec;
import triptych.core.ops.StackSpec.AttentionSpec.Biases;
import triptych.core.ops.StackSpec.FeedForwardSpec;
import triptych.core.ops.StackSpec.NormSpec;
import triptych.text.model.EmbeddingSpec;
import triptych.text.model.PositionSpec;
import triptych.text.model.Seq2Seq;
import triptych.text.model.Seq2Seq.Tying;
import triptych.text.model.TextSide;
import triptych.text.model.WordScores;

/**
 * T5, both versions: no biases, root-mean-square norms before each branch, relative positions as a bias on the scores.
 *
 * @param spec the shape of the model
 * @see <a href="https://arxiv.org/abs/1910.10683">Raffel et al., 2019</a>
 */
public record T5(Seq2Seq.Spec spec) {

    private static final String SIDE = """
            SIDE.relative.weight   = SIDE.block.0.layer.0.SelfAttention.relative_attention_bias.weight
            SIDE.stack.norm.weight = SIDE.final_layer_norm.weight
            SIDE.stack.layers.#.attention.query.weight       = SIDE.block.#.layer.0.SelfAttention.q.weight
            SIDE.stack.layers.#.attention.key.weight         = SIDE.block.#.layer.0.SelfAttention.k.weight
            SIDE.stack.layers.#.attention.value.weight       = SIDE.block.#.layer.0.SelfAttention.v.weight
            SIDE.stack.layers.#.attention.output.weight      = SIDE.block.#.layer.0.SelfAttention.o.weight
            SIDE.stack.layers.#.attentionNorm.weight         = SIDE.block.#.layer.0.layer_norm.weight
            SIDE.stack.layers.#.crossAttention.query.weight  = SIDE.block.#.layer.1.EncDecAttention.q.weight
            SIDE.stack.layers.#.crossAttention.key.weight    = SIDE.block.#.layer.1.EncDecAttention.k.weight
            SIDE.stack.layers.#.crossAttention.value.weight  = SIDE.block.#.layer.1.EncDecAttention.v.weight
            SIDE.stack.layers.#.crossAttention.output.weight = SIDE.block.#.layer.1.EncDecAttention.o.weight
            SIDE.stack.layers.#.crossAttentionNorm.weight    = SIDE.block.#.layer.1.layer_norm.weight
            SIDE.stack.layers.#.feedForward.inner.weight     = SIDE.block.#.layer.LAST.DenseReluDense.INNER.weight
            SIDE.stack.layers.#.feedForward.gate.weight      = SIDE.block.#.layer.LAST.DenseReluDense.wi_1.weight
            SIDE.stack.layers.#.feedForward.outer.weight     = SIDE.block.#.layer.LAST.DenseReluDense.wo.weight
            SIDE.stack.layers.#.feedForwardNorm.weight       = SIDE.block.#.layer.LAST.layer_norm.weight
            """;

    // An early release of the published weights carries a bias table for cross-attention that nothing reads.
    private static final String UNREAD = """
            - = decoder.block.0.layer.1.EncDecAttention.relative_attention_bias.weight
            """;

    private static final String SIDES = SIDE.replace("SIDE", "encoder").replace("LAST", "1")
            + SIDE.replace("SIDE", "decoder").replace("LAST", "2");

    /** Where a checkpoint keeps each weight. */
    public WeightMap names() {
        String sides =
                SIDES.replace("INNER", spec.encoder().stack().feedForward().gated() ? "wi_0" : "wi");
        String token = "token.weight = shared.weight, encoder.embed_tokens.weight, decoder.embed_tokens.weight";
        return spec.tying() == Tying.ALL
                ? WeightMap.of(sides, UNREAD, token + ", lm_head.weight")
                : WeightMap.of(sides, UNREAD, token, "scores.weight = lm_head.weight");
    }

    /** Reads the settings of a {@code t5}. */
    public static T5 from(ConfigFile config) {
        int width = config.positive("d_model", 512);
        int words = config.positive("vocab_size");
        // Version 1.1 is told by its untied embeddings; newer files write the scaling that follows from it instead.
        boolean tied = config.flag("tie_word_embeddings", true);
        boolean scaled = config.flag("scale_decoder_outputs", tied);
        int layers = config.positive("num_layers", 6);
        EmbeddingSpec embedding = new EmbeddingSpec(width, 1, new PositionSpec.None(), 0, null);
        Seq2Seq.Spec spec = new Seq2Seq.Spec(
                words,
                words,
                tied && scaled ? Tying.ALL : Tying.SIDES,
                new TextSide(embedding, buckets(config, true), stack(config, layers)),
                new TextSide(
                        embedding,
                        buckets(config, false),
                        stack(config, config.positive("num_decoder_layers", layers))
                                .crossing(width)),
                new WordScores.Spec(scaled ? 1 / Math.sqrt(width) : 1, false, null));
        config.only("is_encoder_decoder", true);
        config.refuseUnread(Set.of("n_positions", "classifier_dropout"), Map.of());
        return new T5(spec);
    }

    private static Buckets buckets(ConfigFile config, boolean bothWays) {
        int count = config.positive("relative_attention_num_buckets", 32);
        int maxDistance = config.positive("relative_attention_max_distance", 128);
        try {
            return new Buckets(count, maxDistance, bothWays);
        } catch (IllegalArgumentException e) {
            throw config.refused("relative_attention_num_buckets", String.valueOf(e.getMessage()));
        }
    }

    private static StackSpec stack(ConfigFile config, int layers) {
        AttentionSpec attention = new AttentionSpec(
                config.positive("num_heads", 8),
                config.positive("d_kv", 64),
                Biases.NONE,
                1,
                config.fraction("dropout_rate", 0.1));
        NormSpec norm = new NormSpec(
                NormSpec.Kind.RMS, NormSpec.Place.BEFORE, true, config.positiveNumber("layer_norm_epsilon", 1e-6));
        return StackSpec.of(layers, config.positive("d_model", 512), attention, feedForward(config), norm)
                .dropout(config.fraction("dropout_rate", 0.1));
    }

    private static FeedForwardSpec feedForward(ConfigFile config) {
        String published = config.text("feed_forward_proj", "relu");
        boolean gated = published.startsWith("gated-");
        // The published name says gelu and has always meant its tanh formula.
        String name = published.equals("gated-gelu") ? "gelu_new" : gated ? published.substring(6) : published;
        FeedForwardSpec spec;
        try {
            spec = new FeedForwardSpec(config.positive("d_ff", 2048), Activation.named(name), gated, false);
        } catch (IllegalArgumentException e) {
            throw config.refused("feed_forward_proj", String.valueOf(e.getMessage()));
        }
        // Newer files repeat what the name says.
        config.only("dense_act_fn", name);
        config.only("is_gated_act", gated);
        return spec;
    }
}
