package triptych.fusion.family;

import java.util.Map;
import java.util.Set;
import triptych.core.checkpoint.WeightMap;
import triptych.core.config.ConfigFile;
import triptych.core.model.SpecSettings;
import triptych.core.ops.StackSpec;
import triptych.core.ops.StackSpec.FeedForwardSpec;
import triptych.core.ops.StackSpec.NormSpec;
import triptych.fusion.model.PictureTextMatcher;
import triptych.fusion.model.TextTower;
import triptych.text.model.EmbeddingSpec;
import triptych.text.model.PositionSpec;
import triptych.text.model.TextSide;
import triptych.vision.family.ClipVision;

/**
 * CLIP.
 *
 * @param spec its shape
 * @see <a href="https://arxiv.org/abs/2103.00020">Radford et al., 2021</a>
 */
public record Clip(PictureTextMatcher.Spec spec) {

    /** Where checkpoints keep each weight. */
    public static final WeightMap NAMES = ClipVision.NAMES.under("picture.", "").and(WeightMap.of("""
            text.token.weight                       = text_model.embeddings.token_embedding.weight
            text.decoder.embeddings.position.weight = text_model.embeddings.position_embedding.weight
            text.decoder.stack.layers.#.attention.query.*   = text_model.encoder.layers.#.self_attn.q_proj.*
            text.decoder.stack.layers.#.attention.key.*     = text_model.encoder.layers.#.self_attn.k_proj.*
            text.decoder.stack.layers.#.attention.value.*   = text_model.encoder.layers.#.self_attn.v_proj.*
            text.decoder.stack.layers.#.attention.output.*  = text_model.encoder.layers.#.self_attn.out_proj.*
            text.decoder.stack.layers.#.attentionNorm.*     = text_model.encoder.layers.#.layer_norm1.*
            text.decoder.stack.layers.#.feedForward.inner.* = text_model.encoder.layers.#.mlp.fc1.*
            text.decoder.stack.layers.#.feedForward.outer.* = text_model.encoder.layers.#.mlp.fc2.*
            text.decoder.stack.layers.#.feedForwardNorm.*   = text_model.encoder.layers.#.layer_norm2.*
            text.norm.*              = text_model.final_layer_norm.*
            pictureProjection.weight = visual_projection.weight
            textProjection.weight    = text_projection.weight
            scale                    = logit_scale
            """));

    // Only models of one half project by a half's own setting.
    private static final Set<String> HARMLESS = Set.of("projection_dim");

    // The end token that the first checkpoints state wrongly: the real one has the highest number.
    private static final int WRONG_END = 2;

    /** Reads the settings of a {@code clip}. */
    public static Clip from(ConfigFile config) {
        ConfigFile pictures = half(config, "vision_config");
        ConfigFile texts = half(config, "text_config");
        PictureTextMatcher.Spec spec = new PictureTextMatcher.Spec(
                ClipVision.from(pictures).spec(), text(texts), config.positive("projection_dim", 512));
        pictures.refuseUnread(HARMLESS, Map.of());
        texts.refuseUnread(HARMLESS, Map.of());
        config.refuseUnread(Set.of("text_config", "vision_config"), Map.of());
        return new Clip(spec);
    }

    /** The settings of a half; older files have them in {@code …_dict} too, which then counts alone. */
    private static ConfigFile half(ConfigFile config, String key) {
        return config.optionalSection(key + "_dict")
                .or(() -> config.optionalSection(key))
                .orElseGet(() -> ConfigFile.of(config.file() + ", " + key, Map.of()));
    }

    private static TextTower.Spec text(ConfigFile config) {
        int width = config.positive("hidden_size", 512);
        NormSpec norm = NormSpec.before(config.positiveNumber("layer_norm_eps", 1e-5));
        FeedForwardSpec feedForward = FeedForwardSpec.plain(
                config.positive("intermediate_size", 2048),
                SpecSettings.activation(config, "hidden_act", "quick_gelu"));
        StackSpec stack = StackSpec.of(
                config.positive("num_hidden_layers", 12),
                width,
                SpecSettings.attention(config, width, "num_attention_heads", 8)
                        .dropout(config.fraction("attention_dropout", 0)),
                feedForward,
                norm.withoutLast());
        PositionSpec positions = new PositionSpec.Learned(config.positive("max_position_embeddings", 77), 0);
        int end = config.notNegative("eos_token_id", 49407);
        return new TextTower.Spec(
                config.positive("vocab_size", 49408),
                new TextSide(new EmbeddingSpec(width, 1, positions, 0, null), null, stack),
                norm,
                end == WRONG_END ? null : Integer.valueOf(end));
    }
}
