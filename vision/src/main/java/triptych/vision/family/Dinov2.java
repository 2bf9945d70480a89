package triptych.vision.family;

import java.util.List;
import triptych.core.checkpoint.WeightMap;
import triptych.core.config.ConfigFile;
import triptych.core.model.Labels;
import triptych.core.model.SpecSettings;
import triptych.core.nn.PatchEmbedding;
import triptych.core.ops.Activation;
import triptych.core.ops.PatchGrid;
import triptych.core.ops.StackSpec;
import triptych.core.ops.StackSpec.AttentionSpec;
import triptych.core.ops.StackSpec.AttentionSpec.Biases;
import triptych.core.ops.StackSpec.FeedForwardSpec;
import triptych.core.ops.StackSpec.NormSpec;
import triptych.vision.model.PictureEncoder;
import triptych.vision.model.PictureReader;
import triptych.vision.model.PictureReader.Head;
import triptych.vision.model.PictureReader.Head.From;
import triptych.vision.model.PictureSizes.Fit;

/**
 * DINOv2.
 *
 * @param spec its shape
 * @see <a href="https://arxiv.org/abs/2304.07193">Oquab et al., 2023</a>
 */
public record Dinov2(PictureReader.Spec spec) {

    private static final WeightMap COMMON = WeightMap.of("""
            encoder.patches.kernel = embeddings.patch_embeddings.projection.weight
            encoder.patches.bias = embeddings.patch_embeddings.projection.bias
            encoder.patches.class = embeddings.cls_token
            encoder.patches.positions = embeddings.position_embeddings
            encoder.stack.layers.#.attention.query.* = encoder.layer.#.attention.attention.query.*
            encoder.stack.layers.#.attention.key.* = encoder.layer.#.attention.attention.key.*
            encoder.stack.layers.#.attention.value.* = encoder.layer.#.attention.attention.value.*
            encoder.stack.layers.#.attention.output.* = encoder.layer.#.attention.output.dense.*
            encoder.stack.layers.#.attentionNorm.* = encoder.layer.#.norm1.*
            encoder.stack.layers.#.attentionScale.weight = encoder.layer.#.layer_scale1.lambda1
            encoder.stack.layers.#.feedForwardNorm.* = encoder.layer.#.norm2.*
            encoder.stack.layers.#.feedForwardScale.weight = encoder.layer.#.layer_scale2.lambda1
            encoder.norm.* = layernorm.*
            - = embeddings.mask_token
            """);
    private static final WeightMap PLAIN = WeightMap.of("""
            encoder.stack.layers.#.feedForward.inner.* = encoder.layer.#.mlp.fc1.*
            encoder.stack.layers.#.feedForward.outer.* = encoder.layer.#.mlp.fc2.*
            """);
    private static final WeightMap GATED = WeightMap.of("""
            encoder.stack.layers.#.feedForward.inner.* = encoder.layer.#.mlp.weights_in.* | rows 1 of 2
            encoder.stack.layers.#.feedForward.gate.* = encoder.layer.#.mlp.weights_in.* | rows 2 of 2
            encoder.stack.layers.#.feedForward.outer.* = encoder.layer.#.mlp.weights_out.*
            """);

    /** Reads the settings of a DINOv2; {@code head} says what it is opened for. */
    public static Dinov2 from(ConfigFile config, PictureHead head) {
        Head said =
                switch (head) {
                    case NONE -> new Head.None();
                    case POOLER -> new Head.First();
                    case CLASSIFIER -> new Head.Classifier(Labels.count(config), From.FIRST_AND_MEAN);
                    case TEACHER -> throw new IllegalArgumentException("DINOv2 learns from no teacher");
                };
        return new Dinov2(new PictureReader.Spec(encoder(config), said));
    }

    /** Reads the settings of a DINOv2 that only makes vectors, as a captioner's does. */
    public static PictureEncoder.Spec encoder(ConfigFile config) {
        int width = config.positive("hidden_size", 768);
        AttentionSpec attention = SpecSettings.attention(config, width, "num_attention_heads", 12)
                .biases(config.flag("qkv_bias", true) ? Biases.ALL : Biases.OUTPUT)
                .dropout(config.fraction("attention_probs_dropout_prob", 0));
        NormSpec norm = NormSpec.before(config.positiveNumber("layer_norm_eps", 1e-6));
        StackSpec stack = StackSpec.of(
                        config.positive("num_hidden_layers", 12),
                        width,
                        attention,
                        feedForward(config, width),
                        norm.withoutLast())
                .layerScale();
        PatchGrid grid = PictureSettings.grid(config, 224, 14);
        if (grid.rows() != grid.columns()) {
            throw config.refused("image_size", "DINOv2's positions are interpolated from a square grid only");
        }
        PatchEmbedding.Spec patches = new PatchEmbedding.Spec(
                width,
                config.positive("num_channels", 3),
                grid,
                List.of("class"),
                true,
                config.fraction("hidden_dropout_prob", 0));
        // The mask token only serves pre-training, the norm of feature maps only backbones, and branches are left out
        // only while training.
        config.flag("use_mask_token", true);
        config.flag("apply_layernorm", true);
        config.fraction("drop_path_rate", 0);
        return new PictureEncoder.Spec(patches, null, stack, norm, Fit.ALWAYS);
    }

    private static FeedForwardSpec feedForward(ConfigFile config, int width) {
        int inner = (int) (width * config.positiveNumber("mlp_ratio", 4));
        Activation activation = SpecSettings.activation(config, "hidden_act", "gelu");
        if (!config.flag("use_swiglu_ffn", false)) {
            return FeedForwardSpec.plain(inner, activation);
        }
        // A gated network has three matrices in place of two: two thirds of the width, rounded up to a multiple of 8.
        int gated = ((int) (inner * 2.0 / 3) + 7) / 8 * 8;
        return new FeedForwardSpec(gated, Activation.SWISH, true, true);
    }

    /** Where a DINOv2 without a head keeps its tensors. */
    public static WeightMap names(PictureEncoder.Spec encoder) {
        return COMMON.and(encoder.stack().feedForward().gated() ? GATED : PLAIN);
    }

    /** Where the checkpoints of a model with {@code head} keep its tensors. */
    public WeightMap names(PictureHead head) {
        return names(spec.encoder()).withBase("dinov2.").and(HeadNames.of(head));
    }
}
