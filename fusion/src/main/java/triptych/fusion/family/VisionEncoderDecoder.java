package triptych.fusion.family;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import triptych.core.checkpoint.WeightMap;
import triptych.core.config.ConfigFile;
import triptych.fusion.model.PictureCaptioner;
import triptych.text.family.Bert;
import triptych.text.family.Gpt2;
import triptych.text.family.TrOcr;
import triptych.text.model.LanguageModel;
import triptych.vision.family.Deit;
import triptych.vision.family.Dinov2;
import triptych.vision.family.Vit;
import triptych.vision.model.PictureEncoder;

/**
 * A vision encoder and a text decoder of any families, which writes captions or reads writing.
 *
 * @param spec its shape
 * @param names where checkpoints keep each weight
 */
public record VisionEncoderDecoder(PictureCaptioner.Spec spec, WeightMap names) {

    private static final WeightMap PROJECTION = WeightMap.of("projection.* = enc_to_dec_proj.*");

    private record Encoder(PictureEncoder.Spec spec, WeightMap names) {}

    private record Decoder(LanguageModel.Spec spec, WeightMap names) {}

    /** Reads the settings of a {@code vision-encoder-decoder}. */
    public static VisionEncoderDecoder from(ConfigFile config) {
        Encoder encoder = encoder(config.section("encoder"));
        ConfigFile writer = config.section("decoder");
        int sourceWidth = encoder.spec().width();
        @Nullable Integer projected = projectedWidth(writer, sourceWidth);
        Decoder decoder = decoder(writer, projected == null ? sourceWidth : projected);
        config.only("is_encoder_decoder", true);
        config.only("tie_encoder_decoder", false);
        // The two halves share no words, whatever stands here.
        config.refuseUnread(Set.of("tie_word_embeddings", "encoder", "decoder"), Map.of());
        // A pooler would only say something about the picture that the decoder does not look at.
        WeightMap names = encoder.names()
                .and(WeightMap.of("- = pooler.dense.*"))
                .under("", "encoder.")
                .and(decoder.names().under("decoder."))
                .and(PROJECTION);
        return new VisionEncoderDecoder(new PictureCaptioner.Spec(encoder.spec(), projected, decoder.spec()), names);
    }

    private static Encoder encoder(ConfigFile config) {
        Encoder encoder =
                switch (config.text("model_type")) {
                    case "vit" -> new Encoder(Vit.encoder(config), Vit.NAMES);
                    case "deit" -> new Encoder(Deit.encoder(config), Deit.NAMES);
                    case "dinov2" -> {
                        PictureEncoder.Spec spec = Dinov2.encoder(config);
                        yield new Encoder(spec, Dinov2.names(spec));
                    }
                    default -> throw config.refused("model_type", "encoders implemented are deit, dinov2 and vit");
                };
        config.refuseUnread(Set.of("pooler_act", "pooler_output_size"), Map.of());
        return encoder;
    }

    private static Decoder decoder(ConfigFile config, int sourceWidth) {
        return switch (config.text("model_type")) {
            case "gpt2" -> {
                Gpt2 gpt2 = Gpt2.from(config, sourceWidth);
                yield new Decoder(gpt2.spec(), gpt2.names());
            }
            case "bert" -> new Decoder(Bert.decoder(config, sourceWidth), Bert.decoderNames());
            case "trocr" -> {
                TrOcr trOcr = TrOcr.from(config, sourceWidth);
                yield new Decoder(trOcr.spec(), trOcr.names());
            }
            default -> throw config.refused("model_type", "decoders implemented are bert, gpt2 and trocr");
        };
    }

    /** The decoder's own width where it cannot look at vectors of {@code sourceWidth}; null where it can. */
    private static @Nullable Integer projectedWidth(ConfigFile decoder, int sourceWidth) {
        Optional<Integer> stated = decoder.optionalInteger("cross_attention_hidden_size");
        if (stated.isPresent()) {
            if (stated.get() != sourceWidth) {
                throw decoder.refused("cross_attention_hidden_size", "the encoder's width is " + sourceWidth);
            }
            return null;
        }
        int width =
                switch (decoder.text("model_type")) {
                    case "gpt2" -> decoder.positive("n_embd", 768);
                    case "trocr" -> decoder.positive("d_model", 1024);
                    default -> decoder.positive("hidden_size", 768);
                };
        return width == sourceWidth ? null : Integer.valueOf(width);
    }
}
