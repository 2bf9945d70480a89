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
import triptych.text.model.LanguageModel;
import triptych.text.model.PositionSpec;
import triptych.text.model.TextSide;
import triptych.text.model.WordScores;

/**
 * TrOCR's half that writes: BART's decoder with choices.
 *
 * @param spec the shape of the model
 * @see <a href="https://arxiv.org/abs/2109.10282">Li et al., 2021</a>
 */
public record TrOcr(LanguageModel.Spec spec) {

    private static final String BODY = """
            decoder.embeddings.position.weight = model.decoder.embed_positions.weight
            - = model.decoder.embed_positions._float_tensor
            decoder.embeddings.norm.*          = model.decoder.layernorm_embedding.*
            decoder.stack.layers.#.attention.query.*       = model.decoder.layers.#.self_attn.q_proj.*
            decoder.stack.layers.#.attention.key.*         = model.decoder.layers.#.self_attn.k_proj.*
            decoder.stack.layers.#.attention.value.*       = model.decoder.layers.#.self_attn.v_proj.*
            decoder.stack.layers.#.attention.output.*      = model.decoder.layers.#.self_attn.out_proj.*
            decoder.stack.layers.#.attentionNorm.*         = model.decoder.layers.#.self_attn_layer_norm.*
            decoder.stack.layers.#.crossAttention.query.*  = model.decoder.layers.#.encoder_attn.q_proj.*
            decoder.stack.layers.#.crossAttention.key.*    = model.decoder.layers.#.encoder_attn.k_proj.*
            decoder.stack.layers.#.crossAttention.value.*  = model.decoder.layers.#.encoder_attn.v_proj.*
            decoder.stack.layers.#.crossAttention.output.* = model.decoder.layers.#.encoder_attn.out_proj.*
            decoder.stack.layers.#.crossAttentionNorm.*    = model.decoder.layers.#.encoder_attn_layer_norm.*
            decoder.stack.layers.#.feedForward.inner.*     = model.decoder.layers.#.fc1.*
            decoder.stack.layers.#.feedForward.outer.*     = model.decoder.layers.#.fc2.*
            decoder.stack.layers.#.feedForwardNorm.*       = model.decoder.layers.#.final_layer_norm.*
            """;
    private static final String TIED = """
            token.weight = model.decoder.embed_tokens.weight, output_projection.weight
            """;
    private static final String OWN = """
            token.weight  = model.decoder.embed_tokens.weight
            scores.weight = output_projection.weight
            """;

    // Fixed in the reference's code, not a setting.
    private static final NormSpec NORM = NormSpec.after(1e-5);
    private static final int UNUSED_ROWS = 2;

    /** Where a checkpoint keeps each weight. */
    public WeightMap names() {
        return WeightMap.of(BODY, spec.tied() ? TIED : OWN);
    }

    /** Reads the settings of a {@code trocr} that looks at vectors of {@code sourceWidth}. */
    public static TrOcr from(ConfigFile config, int sourceWidth) {
        int width = config.positive("d_model", 1024);
        FeedForwardSpec feedForward = FeedForwardSpec.plain(
                config.positive("decoder_ffn_dim", 4096),
                SpecSettings.activation(config, "activation_function", "gelu"));
        StackSpec stack = StackSpec.of(
                        config.positive("decoder_layers", 12),
                        width,
                        SpecSettings.attention(config, width, "decoder_attention_heads", 16)
                                .dropout(config.fraction("attention_dropout", 0)),
                        feedForward,
                        NORM)
                .dropout(config.fraction("dropout", 0.1))
                .crossing(sourceWidth);
        double scale = config.flag("scale_embedding", false) ? Math.sqrt(width) : 1;
        @Nullable NormSpec norm = config.flag("layernorm_embedding", true) ? NORM : null;
        EmbeddingSpec embedding = new EmbeddingSpec(width, scale, positions(config, width), 0, norm);
        int words = config.positive("vocab_size", 50265);
        boolean tied = config.flag("tie_word_embeddings", true);
        // It always writes and always looks at a source, whatever these say.
        config.refuseUnread(
                Set.of("is_decoder", "add_cross_attention", "cross_attention_hidden_size"),
                Map.of("num_hidden_layers", stack.layers(), "hidden_size", width));
        return new TrOcr(
                new LanguageModel.Spec(words, tied, new TextSide(embedding, null, stack), WordScores.Spec.PLAIN));
    }

    private static PositionSpec positions(ConfigFile config, int width) {
        int count = config.positive("max_position_embeddings", 512);
        if (config.flag("use_learned_position_embeddings", true)) {
            return new PositionSpec.Learned(count, UNUSED_ROWS);
        }
        if (width % 2 == 1) {
            throw config.refused("d_model", "sines and cosines need an even width");
        }
        return new PositionSpec.Sinusoidal(count, width / 2.0 - 1, config.notNegative("pad_token_id", 1));
    }
}
