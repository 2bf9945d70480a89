package triptych.vision.image;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a kind of image processor does where its file is silent; the file names the kind as
 * {@code image_processor_type}.
 *
 * <p>See <a href="https://huggingface.co/docs/transformers/main_classes/image_processor">image processors</a>.
 *
 * @param size what it resizes to
 * @param numberIsSquare whether a number as {@code size} is both sides of a square, or the shorter side only
 * @param resampling how it resizes
 * @param crop what it cuts out of the middle; null for nothing
 * @param cropSize what it cuts out if the file asks for a crop without a size; null if it must say
 * @param mean subtracted from each channel
 * @param std what each channel is then divided by
 * @param efficientNet whether it knows {@code rescale_offset} and {@code include_top}
 */
record ProcessorDefaults(
        TargetSize size,
        boolean numberIsSquare,
        Resampling resampling,
        @Nullable Extent crop,
        @Nullable Extent cropSize,
        List<Double> mean,
        List<Double> std,
        boolean efficientNet) {

    private static final List<Double> HALF = List.of(0.5, 0.5, 0.5);
    private static final List<Double> CLIP_MEAN = List.of(0.48145466, 0.4578275, 0.40821073);
    private static final List<Double> CLIP_STD = List.of(0.26862954, 0.26130258, 0.27577711);
    private static final Extent SMALL = new Extent(224, 224);

    private static final ProcessorDefaults VIT =
            new ProcessorDefaults(square(224), true, Resampling.BILINEAR, null, null, HALF, HALF, false);
    private static final ProcessorDefaults DEIT =
            new ProcessorDefaults(square(256), true, Resampling.BICUBIC, SMALL, SMALL, HALF, HALF, false);
    private static final ProcessorDefaults BLIP =
            new ProcessorDefaults(square(384), true, Resampling.BICUBIC, null, null, CLIP_MEAN, CLIP_STD, false);
    private static final ProcessorDefaults CLIP = new ProcessorDefaults(
            new TargetSize.ShortestEdge(224), false, Resampling.BICUBIC, SMALL, SMALL, CLIP_MEAN, CLIP_STD, false);
    private static final ProcessorDefaults EFFICIENT_NET =
            new ProcessorDefaults(square(346), true, Resampling.BICUBIC, null, new Extent(289, 289), HALF, HALF, true);

    private static final Map<String, ProcessorDefaults> KINDS = Map.of(
            "ViT", VIT,
            "DeiT", DEIT,
            "Blip", BLIP,
            "CLIP", CLIP,
            "Bit", CLIP,
            "EfficientNet", EFFICIENT_NET);

    private static final Map<String, String> KIND_OF_MODEL = Map.of(
            "vit", "ViT",
            "trocr", "ViT",
            "deit", "DeiT",
            "blip", "Blip",
            "clip", "CLIP",
            "dinov2", "Bit",
            "dinov2_with_registers", "Bit",
            "bit", "Bit",
            "efficientnet", "EfficientNet");

    /** Endings of the names of one kind, over the years and by what computes it. */
    private static final List<String> ENDINGS =
            List.of("ImageProcessorFast", "ImageProcessorPil", "ImageProcessor", "FeatureExtractor");

    private static TargetSize square(int side) {
        return new TargetSize.Exactly(new Extent(side, side));
    }

    /**
     * Returns the defaults of a kind by its published class name, such as {@code ViTFeatureExtractor}; null if unknown.
     */
    static @Nullable ProcessorDefaults ofClass(String name) {
        for (String ending : ENDINGS) {
            if (name.endsWith(ending)) {
                return KINDS.get(name.substring(0, name.length() - ending.length()));
            }
        }
        return null;
    }

    /** Returns the defaults that go with a model, by its {@code model_type}; null if unknown. */
    static @Nullable ProcessorDefaults ofModel(String modelType) {
        String kind = KIND_OF_MODEL.get(modelType);
        return kind == null ? null : KINDS.get(kind);
    }

    /** Returns the class names that are known, for an error. */
    static String known() {
        return String.join(
                ", ",
                KINDS.keySet().stream()
                        .sorted()
                        .map(kind -> kind + "ImageProcessor")
                        .toList());
    }
}
