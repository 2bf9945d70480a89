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
import triptych.vision.model.PictureReader;
import triptych.vision.model.PictureReader.Head;
import triptych.vision.model.PictureSizes.Fit;

/**
 * CLIP's half that reads pictures.
 *
 * @param spec reads a picture and makes one vector of it
 * @see <a href="https://arxiv.org/abs/2103.00020">Radford et al., 2021</a>
 */
public record ClipVision(PictureReader.Spec spec) {

    /** Names of its tensors in a CLIP checkpoint. */
    public static final WeightMap NAMES = WeightMap.of("""
            encoder.patches.kernel = vision_model.embeddings.patch_embedding.weight
            encoder.patches.class = vision_model.embeddings.class_embedding
            encoder.patches.positions = vision_model.embeddings.position_embedding.weight
            encoder.firstNorm.* = vision_model.pre_layrnorm.*
            encoder.stack.layers.#.attention.query.* = vision_model.encoder.layers.#.self_attn.q_proj.*
            encoder.stack.layers.#.attention.key.* = vision_model.encoder.layers.#.self_attn.k_proj.*
            encoder.stack.layers.#.attention.value.* = vision_model.encoder.layers.#.self_attn.v_proj.*
            encoder.stack.layers.#.attention.output.* = vision_model.encoder.layers.#.self_attn.out_proj.*
            encoder.stack.layers.#.attentionNorm.* = vision_model.encoder.layers.#.layer_norm1.*
            encoder.stack.layers.#.feedForward.inner.* = vision_model.encoder.layers.#.mlp.fc1.*
            encoder.stack.layers.#.feedForward.outer.* = vision_model.encoder.layers.#.mlp.fc2.*
            encoder.stack.layers.#.feedForwardNorm.* = vision_model.encoder.layers.#.layer_norm2.*
            pooledNorm.* = vision_model.post_layernorm.*
            - = vision_model.embeddings.position_ids
            """);

    /** Reads the settings in {@code vision_config}. */
    public static ClipVision from(ConfigFile config) {
        int width = config.positive("hidden_size", 768);
        AttentionSpec attention = SpecSettings.attention(config, width, "num_attention_heads", 12)
                .dropout(config.fraction("attention_dropout", 0));
        FeedForwardSpec feedForward = FeedForwardSpec.plain(
                config.positive("intermediate_size", 3072),
                SpecSettings.activation(config, "hidden_act", "quick_gelu"));
        NormSpec norm = NormSpec.before(config.positiveNumber("layer_norm_eps", 1e-5));
        StackSpec stack = StackSpec.of(
                config.positive("num_hidden_layers", 12), width, attention, feedForward, norm.withoutLast());
        PatchEmbedding.Spec patches = new PatchEmbedding.Spec(
                width,
                config.positive("num_channels", 3),
                PictureSettings.grid(config, 224, 32),
                List.of("class"),
                false,
                0);
        return new ClipVision(new PictureReader.Spec(
                new PictureEncoder.Spec(patches, norm, stack, null, Fit.ON_REQUEST), new Head.NormedFirst(norm)));
    }
}
