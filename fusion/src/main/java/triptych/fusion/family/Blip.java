package triptych.fusion.family;

import java.util.Map;
import java.util.Set;
import triptych.core.checkpoint.WeightMap;
import triptych.core.config.ConfigFile;
import triptych.core.model.SpecSettings;
import triptych.core.ops.Activation;
import triptych.core.ops.StackSpec;
import triptych.core.ops.StackSpec.FeedForwardSpec;
import triptych.core.ops.StackSpec.NormSpec;
import triptych.fusion.model.CaptionTokens;
import triptych.fusion.model.PictureCaptioner;
import triptych.text.family.Bert;
import triptych.text.model.EmbeddingSpec;
import triptych.text.model.LanguageModel;
import triptych.text.model.PositionSpec;
import triptych.text.model.TextSide;
import triptych.text.model.WordScores;
import triptych.vision.family.BlipVision;
import triptych.vision.model.PictureEncoder;

/**
 * BLIP that writes captions.
 *
 * @param spec its shape
 * @param tokens how a caption begins and ends
 * @param smoothing share of a label's probability that its loss spreads over all words
 * @see <a href="https://arxiv.org/abs/2201.12086">Li et al., 2022</a>
 */
public record Blip(PictureCaptioner.Spec spec, CaptionTokens tokens, double smoothing) {

    /** Where checkpoints keep each weight; the part that writes is a BERT. */
    public static final WeightMap NAMES =
            BlipVision.NAMES.and(Bert.decoderNames().under("decoder.", "text_decoder."));

    // Of models that match pictures and texts, or that also read questions.
    private static final Set<String> HARMLESS =
            Set.of("projection_dim", "image_text_hidden_size", "text_config", "vision_config");

    /** Reads the settings of a {@code blip}. */
    public static Blip from(ConfigFile config) {
        ConfigFile pictures = half(config, "vision_config");
        ConfigFile texts = half(config, "text_config");
        PictureEncoder.Spec encoder = BlipVision.from(pictures).encoder();
        LanguageModel.Spec decoder = decoder(texts, encoder.width());
        CaptionTokens tokens = new CaptionTokens(
                texts.notNegative("bos_token_id", 30522),
                texts.notNegative("sep_token_id", 102),
                texts.notNegative("pad_token_id", 0));
        double smoothing = texts.fraction("label_smoothing", 0);
        config.only("tie_word_embeddings", true);
        pictures.refuseUnread(HARMLESS, Map.of());
        // The width of what is looked at is the pictures', whatever stands here.
        texts.refuseUnread(Set.of("projection_dim", "encoder_hidden_size"), Map.of());
        config.refuseUnread(HARMLESS, Map.of());
        return new Blip(new PictureCaptioner.Spec(encoder, null, decoder), tokens, smoothing);
    }

    private static ConfigFile half(ConfigFile config, String key) {
        return config.optionalSection(key).orElseGet(() -> ConfigFile.of(config.file() + ", " + key, Map.of()));
    }

    private static LanguageModel.Spec decoder(ConfigFile config, int sourceWidth) {
        int width = config.positive("hidden_size", 768);
        NormSpec norm = NormSpec.after(config.positiveNumber("layer_norm_eps", 1e-12));
        Activation activation = SpecSettings.activation(config, "hidden_act", "gelu");
        StackSpec stack = StackSpec.of(
                        config.positive("num_hidden_layers", 12),
                        width,
                        SpecSettings.attention(config, width, "num_attention_heads", 8)
                                .dropout(config.fraction("attention_probs_dropout_prob", 0)),
                        FeedForwardSpec.plain(config.positive("intermediate_size", 3072), activation),
                        norm)
                .dropout(config.fraction("hidden_dropout_prob", 0))
                .crossing(sourceWidth);
        PositionSpec positions = new PositionSpec.Learned(config.positive("max_position_embeddings", 512), 0);
        config.only("is_decoder", true);
        config.only("tie_word_embeddings", true);
        return new LanguageModel.Spec(
                config.positive("vocab_size", 30524),
                true,
                new TextSide(new EmbeddingSpec(width, 1, positions, 0, norm), null, stack),
                new WordScores.Spec(1, true, new WordScores.Transform(activation, norm)));
    }
}
