package triptych.text.family;

import java.util.Map;
import java.util.Set;
import triptych.core.checkpoint.WeightMap;
import triptych.core.config.ConfigFile;
import triptych.core.model.SpecSettings;
import triptych.core.ops.StackSpec;
import triptych.core.ops.StackSpec.AttentionSpec;
import triptych.core.ops.StackSpec.FeedForwardSpec;
import triptych.core.ops.StackSpec.NormSpec;
import triptych.text.model.EmbeddingSpec;
import triptych.text.model.LanguageModel;
import triptych.text.model.PositionSpec;
import triptych.text.model.TextSide;
import triptych.text.model.WordScores;

/**
 * GPT-2: a decoder that normalises before each branch; with cross-attention it writes about a picture.
 *
 * @param spec the shape of the model
 * @see <a href="https://openai.com/research/better-language-models">Radford et al., 2019</a>
 */
public record Gpt2(LanguageModel.Spec spec) {

    // Query, key and value are one tensor, and every matrix is stored the other way round.
    private static final String BODY = """
            token.weight                       = wte.weight, lm_head.weight
            decoder.embeddings.position.weight = wpe.weight
            decoder.stack.norm.*               = ln_f.*
            decoder.stack.layers.#.attention.query.weight  = h.#.attn.c_attn.weight | part 1 of 3, transposed
            decoder.stack.layers.#.attention.query.bias    = h.#.attn.c_attn.bias   | part 1 of 3
            decoder.stack.layers.#.attention.key.weight    = h.#.attn.c_attn.weight | part 2 of 3, transposed
            decoder.stack.layers.#.attention.key.bias      = h.#.attn.c_attn.bias   | part 2 of 3
            decoder.stack.layers.#.attention.value.weight  = h.#.attn.c_attn.weight | part 3 of 3, transposed
            decoder.stack.layers.#.attention.value.bias    = h.#.attn.c_attn.bias   | part 3 of 3
            decoder.stack.layers.#.attention.output.weight = h.#.attn.c_proj.weight | transposed
            decoder.stack.layers.#.attention.output.bias   = h.#.attn.c_proj.bias
            decoder.stack.layers.#.attentionNorm.*         = h.#.ln_1.*
            decoder.stack.layers.#.crossAttention.query.weight  = h.#.crossattention.q_attn.weight | transposed
            decoder.stack.layers.#.crossAttention.query.bias    = h.#.crossattention.q_attn.bias
            decoder.stack.layers.#.crossAttention.key.weight    = h.#.crossattention.c_attn.weight | part 1 of 2, transposed
            decoder.stack.layers.#.crossAttention.key.bias      = h.#.crossattention.c_attn.bias   | part 1 of 2
            decoder.stack.layers.#.crossAttention.value.weight  = h.#.crossattention.c_attn.weight | part 2 of 2, transposed
            decoder.stack.layers.#.crossAttention.value.bias    = h.#.crossattention.c_attn.bias   | part 2 of 2
            decoder.stack.layers.#.crossAttention.output.weight = h.#.crossattention.c_proj.weight | transposed
            decoder.stack.layers.#.crossAttention.output.bias   = h.#.crossattention.c_proj.bias
            decoder.stack.layers.#.crossAttentionNorm.*         = h.#.ln_cross_attn.*
            decoder.stack.layers.#.feedForward.inner.weight = h.#.mlp.c_fc.weight   | transposed
            decoder.stack.layers.#.feedForward.inner.bias   = h.#.mlp.c_fc.bias
            decoder.stack.layers.#.feedForward.outer.weight = h.#.mlp.c_proj.weight | transposed
            decoder.stack.layers.#.feedForward.outer.bias   = h.#.mlp.c_proj.bias
            decoder.stack.layers.#.feedForwardNorm.*        = h.#.ln_2.*
            """;

    /** Where a checkpoint keeps each weight. */
    public WeightMap names() {
        return WeightMap.of(BODY).withBase("transformer.");
    }

    /** Reads the settings of a {@code gpt2}; {@code sourceWidth} is what cross-attention looks at, 0 for nothing. */
    public static Gpt2 from(ConfigFile config, int sourceWidth) {
        int width = config.positive("n_embd", 768);
        int inner = config.optionalInteger("n_inner").orElse(4 * width);
        StackSpec stack = StackSpec.of(
                        config.positive("n_layer", 12),
                        width,
                        attention(config, width),
                        FeedForwardSpec.plain(
                                inner, SpecSettings.activation(config, "activation_function", "gelu_new")),
                        NormSpec.before(config.positiveNumber("layer_norm_epsilon", 1e-5)))
                .dropout(config.fraction("resid_pdrop", 0.1));
        PositionSpec positions = new PositionSpec.Learned(config.positive("n_positions", 1024), 0);
        TextSide side = new TextSide(
                new EmbeddingSpec(width, 1, positions, 0, null),
                null,
                sourceWidth == 0 ? stack : stack.crossing(sourceWidth));
        config.only("tie_word_embeddings", true);
        config.only("add_cross_attention", sourceWidth > 0);
        // Another order of the same operations, meant for half precision.
        Set<String> harmless = Set.of(
                "reorder_and_upcast_attn",
                "n_ctx",
                "embd_pdrop",
                "is_decoder",
                "summary_activation",
                "summary_first_dropout",
                "summary_proj_to_labels",
                "summary_type",
                "summary_use_proj");
        int words = config.positive("vocab_size", 50257);
        config.refuseUnread(harmless, Map.of());
        return new Gpt2(new LanguageModel.Spec(words, true, side, WordScores.Spec.PLAIN));
    }

    private static AttentionSpec attention(ConfigFile config, int width) {
        AttentionSpec attention =
                SpecSettings.attention(config, width, "n_head", 12).dropout(config.fraction("attn_pdrop", 0.1));
        AttentionSpec scaled = config.flag("scale_attn_weights", true) ? attention : attention.scale(1);
        return config.flag("scale_attn_by_inverse_layer_idx", false) ? scaled.dividedByDepth() : scaled;
    }
}
