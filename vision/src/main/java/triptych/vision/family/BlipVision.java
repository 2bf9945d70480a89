package triptych.vision.family;

import java.util.List;
import triptych.core.checkpoint.WeightMap;
import triptych.core.config.ConfigFile;
import triptych.core.model.SpecSettings;
import triptych.core.nn.PatchEmbedding;
import triptych.core.ops.StackSpec;
import triptych.core.ops.StackSpec.AttentionSpec;
import triptych.core.ops.StackSpec.FeedForwardSpec;
import triptych.core.ops.StackSpec.NormSpec;
import triptych.vision.model.PictureEncoder;

/**
 * BLIP's half that reads pictures.
 *
 * @param encoder reads a picture
 * @see <a href="https://arxiv.org/abs/2201.12086">Li et al., 2022</a>
 */
public record BlipVision(PictureEncoder.Spec encoder) {

    private static final int CHANNELS = 3;

    /** Names of its tensors in a BLIP checkpoint. */
    public static final WeightMap NAMES = WeightMap.of("""
            encoder.patches.kernel = vision_model.embeddings.patch_embedding.weight
            encoder.patches.bias = vision_model.embeddings.patch_embedding.bias
            encoder.patches.class = vision_model.embeddings.class_embedding
            encoder.patches.positions = vision_model.embeddings.position_embedding
            encoder.stack.layers.#.attention.query.* = vision_model.encoder.layers.#.self_attn.qkv.* | rows 1 of 3
            encoder.stack.layers.#.attention.key.* = vision_model.encoder.layers.#.self_attn.qkv.* | rows 2 of 3
            encoder.stack.layers.#.attention.value.* = vision_model.encoder.layers.#.self_attn.qkv.* | rows 3 of 3
            encoder.stack.layers.#.attention.output.* = vision_model.encoder.layers.#.self_attn.projection.*
            encoder.stack.layers.#.attentionNorm.* = vision_model.encoder.layers.#.layer_norm1.*
            encoder.stack.layers.#.feedForward.inner.* = vision_model.encoder.layers.#.mlp.fc1.*
            encoder.stack.layers.#.feedForward.outer.* = vision_model.encoder.layers.#.mlp.fc2.*
            encoder.stack.layers.#.feedForwardNorm.* = vision_model.encoder.layers.#.layer_norm2.*
            encoder.norm.* = vision_model.post_layernorm.*
            """);

    /** Reads the settings in {@code vision_config}. */
    public static BlipVision from(ConfigFile config) {
        int width = config.positive("hidden_size", 768);
        config.only("num_channels", CHANNELS);
        AttentionSpec attention = SpecSettings.attention(config, width, "num_attention_heads", 12)
                .dropout(config.fraction("attention_dropout", 0));
        FeedForwardSpec feedForward = FeedForwardSpec.plain(
                config.positive("intermediate_size", 3072), SpecSettings.activation(config, "hidden_act", "gelu"));
        NormSpec norm = NormSpec.before(config.positiveNumber("layer_norm_eps", 1e-5));
        StackSpec stack = StackSpec.of(
                config.positive("num_hidden_layers", 12), width, attention, feedForward, norm.withoutLast());
        PatchEmbedding.Spec patches = new PatchEmbedding.Spec(
                width, CHANNELS, PictureSettings.grid(config, 384, 16), List.of("class"), true, 0);
        return new BlipVision(PictureEncoder.Spec.of(patches, stack));
    }
}
