package triptych.vision.family;

import triptych.core.checkpoint.WeightMap;
import triptych.core.config.ConfigFile;
import triptych.vision.model.PictureEncoder;
import triptych.vision.model.PictureReader;

/**
 * DeiT: a ViT with a second special token, which was trained to say what a teacher says.
 *
 * @param spec its shape
 * @see <a href="https://arxiv.org/abs/2012.12877">Touvron et al., 2020</a>
 */
public record Deit(PictureReader.Spec spec) {

    /** Where a DeiT without a head keeps its tensors. */
    public static final WeightMap NAMES =
            Vit.NAMES.and(WeightMap.of("encoder.patches.distillation = embeddings.distillation_token"));

    /** Reads the settings of a DeiT, which are a ViT's; {@code head} says what it is opened for. */
    public static Deit from(ConfigFile config, PictureHead head) {
        return new Deit(new PictureReader.Spec(encoder(config), Vit.head(config, head)));
    }

    /** Reads the settings of a DeiT that only makes vectors, as a captioner's does. */
    public static PictureEncoder.Spec encoder(ConfigFile config) {
        PictureEncoder.Spec plain = Vit.encoder(config);
        return plain.patches(plain.patches().tokens("class", "distillation"));
    }

    /** Where the checkpoints of a model with {@code head} keep its tensors. */
    public static WeightMap names(PictureHead head) {
        return NAMES.and(HeadNames.base(head)).withBase("deit.").and(HeadNames.of(head));
    }
}
