package triptych.fusion.family;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import triptych.core.config.ConfigFile;
import triptych.core.model.Blueprint;
import triptych.core.model.PublishedEncoderDecoder;
import triptych.core.model.PublishedEncoderDecoder.Specials;
import triptych.core.model.WriterRoutines;
import triptych.fusion.model.MatcherRoutines;
import triptych.fusion.model.PictureCaptioner;
import triptych.fusion.model.PictureTextMatcher;
import triptych.fusion.model.PublishedBlip;
import triptych.fusion.model.PublishedCaptioner;
import triptych.fusion.model.PublishedMatcher;

/** The models that join pictures and text and can be opened: one case for each family. */
public final class FusionModels {

    private static final Set<String> FAMILIES = Set.of("blip", "clip", "vision-encoder-decoder");

    private FusionModels() {}

    /** The {@code model_type} of each family. */
    public static Set<String> families() {
        return new TreeSet<>(FAMILIES);
    }

    /**
     * What the settings describe.
     *
     * @param className the reference's class: {@code CLIPModel}
     * @throws triptych.core.config.ConfigException naming a setting that can't be used
     */
    public static Blueprint blueprint(ConfigFile config, String className) {
        return switch (config.text("model_type")) {
            case "clip" -> {
                only(config, className, "CLIPModel");
                PictureTextMatcher network =
                        new PictureTextMatcher(Clip.from(config).spec());
                MatcherRoutines routines = new MatcherRoutines(network);
                yield new Blueprint(
                        network,
                        Clip.NAMES,
                        routines.all(),
                        execution -> new PublishedMatcher(execution, network, routines));
            }
            case "blip" -> {
                only(config, className, "BlipForConditionalGeneration");
                Blip blip = Blip.from(config);
                PictureCaptioner network = new PictureCaptioner(blip.spec());
                WriterRoutines routines = WriterRoutines.about(network, WriterRoutines.Source.PICTURE);
                yield new Blueprint(
                        network,
                        Blip.NAMES,
                        routines.all(),
                        execution -> new PublishedBlip(execution, network, routines, blip.tokens(), blip.smoothing()));
            }
            case "vision-encoder-decoder" -> {
                only(config, className, "VisionEncoderDecoderModel");
                yield visionEncoderDecoder(config);
            }
            default -> throw config.refused("model_type", "implemented are " + families());
        };
    }

    private static void only(ConfigFile config, String className, String known) {
        if (!className.equals(known)) {
            throw config.refused("architectures", "'" + className + "' is not implemented; known is " + known);
        }
    }

    private static Blueprint visionEncoderDecoder(ConfigFile config) {
        Optional<Specials> specials = specials(config);
        VisionEncoderDecoder family = VisionEncoderDecoder.from(config);
        PictureCaptioner network = new PictureCaptioner(family.spec());
        WriterRoutines routines = WriterRoutines.about(network, WriterRoutines.Source.PICTURE);
        return new Blueprint(
                network,
                family.names(),
                routines.all(),
                execution -> new PublishedCaptioner(
                        new PublishedEncoderDecoder(
                                execution,
                                network,
                                routines,
                                "pixel_values",
                                specials.orElse(new Specials(null, 0)),
                                List.of(network.encoder().published("encoder_"), network.written("decoder_"))),
                        network));
    }

    /** What makes a target out of labels; many checkpoints leave it to the settings of generation. */
    private static Optional<Specials> specials(ConfigFile config) {
        Optional<Integer> start = config.optionalInteger("decoder_start_token_id");
        @Nullable Integer padding = config.optionalInteger("pad_token_id").orElse(null);
        return padding == null ? Optional.empty() : start.map(token -> new Specials(token, padding));
    }
}
