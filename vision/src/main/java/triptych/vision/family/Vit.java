package triptych.vision.family;

import java.util.List;
import triptych.core.checkpoint.WeightMap;
import triptych.core.config.ConfigFile;
import triptych.core.model.Labels;
import triptych.core.model.SpecSettings;
import triptych.core.nn.PatchEmbedding;
import triptych.core.ops.Activation;
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
 * ViT.
 *
 * @param spec its shape
 * @see <a href="https://arxiv.org/abs/2010.11929">Dosovitskiy et al., 2020</a>
 */
public record Vit(PictureReader.Spec spec) {

    /** Where a ViT without a head keeps its tensors. */
    public static final WeightMap NAMES = WeightMap.of("""
            encoder.patches.kernel = embeddings.patch_embeddings.projection.weight
            encoder.patches.bias = embeddings.patch_embeddings.projection.bias
            encoder.patches.class = embeddings.cls_token
            encoder.patches.positions = embeddings.position_embeddings
            encoder.stack.layers.#.attention.query.* = encoder.layer.#.attention.attention.query.*
            encoder.stack.layers.#.attention.key.* = encoder.layer.#.attention.attention.key.*
            encoder.stack.layers.#.attention.value.* = encoder.layer.#.attention.attention.value.*
            encoder.stack.layers.#.attention.output.* = encoder.layer.#.attention.output.dense.*
            encoder.stack.layers.#.attentionNorm.* = encoder.layer.#.layernorm_before.*
            encoder.stack.layers.#.feedForward.inner.* = encoder.layer.#.intermediate.dense.*
            encoder.stack.layers.#.feedForward.outer.* = encoder.layer.#.output.dense.*
            encoder.stack.layers.#.feedForwardNorm.* = encoder.layer.#.layernorm_after.*
            encoder.norm.* = layernorm.*
            - = embeddings.mask_token
            """);

    /** Reads the settings of a ViT; {@code head} says what it is opened for. */
    public static Vit from(ConfigFile config, PictureHead head) {
        return new Vit(new PictureReader.Spec(encoder(config), head(config, head)));
    }

    /** Reads the settings of a ViT that only makes vectors, as a captioner's does. */
    public static PictureEncoder.Spec encoder(ConfigFile config) {
        int width = config.positive("hidden_size", 768);
        double dropout = config.fraction("hidden_dropout_prob", 0);
        AttentionSpec attention = SpecSettings.attention(config, width, "num_attention_heads", 12)
                .biases(config.flag("qkv_bias", true) ? Biases.ALL : Biases.OUTPUT)
                .dropout(config.fraction("attention_probs_dropout_prob", 0));
        FeedForwardSpec feedForward = FeedForwardSpec.plain(
                config.positive("intermediate_size", 3072), SpecSettings.activation(config, "hidden_act", "gelu"));
        NormSpec norm = NormSpec.before(config.positiveNumber("layer_norm_eps", 1e-12));
        StackSpec stack = StackSpec.of(
                        config.positive("num_hidden_layers", 12), width, attention, feedForward, norm.withoutLast())
                .dropout(dropout);
        PatchEmbedding.Spec patches = new PatchEmbedding.Spec(
                width,
                config.positive("num_channels", 3),
                PictureSettings.grid(config, 224, 16),
                List.of("class"),
                true,
                dropout);
        return new PictureEncoder.Spec(patches, null, stack, norm, Fit.ON_REQUEST);
    }

    static Head head(ConfigFile config, PictureHead head) {
        // Read whatever the head, so that an unknown activation is refused and a known one does not count as unread.
        Activation pooled = SpecSettings.activation(config, "pooler_act", "tanh");
        int width = config.positive("pooler_output_size", config.positive("hidden_size", 768));
        return switch (head) {
            case NONE -> new Head.None();
            case POOLER -> new Head.Pooler(width, pooled);
            case CLASSIFIER -> new Head.Classifier(Labels.count(config), From.FIRST);
            case TEACHER -> new Head.Classifier(Labels.count(config), From.FIRST_TWO);
        };
    }

    /** Where the checkpoints of a model with {@code head} keep its tensors. */
    public static WeightMap names(PictureHead head) {
        return NAMES.and(HeadNames.base(head)).withBase("vit.").and(HeadNames.of(head));
    }
}
