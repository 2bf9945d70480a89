package triptych.vision.image;

import java.io.IOException;
import java.nio.file.Path;
import triptych.vision.image.ImageSettings.Normalisation;
import triptych.vision.image.ImageSettings.Rescaling;

/**
 * Makes of a picture what a published vision model reads: resized, cropped, rescaled and normalized as its
 * {@code preprocessor_config.json} says, with the reference's own numbers.
 *
 * <p>It holds no state; threads may share it.
 */
public final class ImageProcessor {

    private static final int LEVELS = 256;
    /** A strip of 1 pixel's width would grow to gigabytes where only the shorter side is given. */
    private static final long MOST_PIXELS = 50_000_000;

    private final ImageSettings settings;
    private final float[][] valueOfLevel;

    /** Keeps the settings. */
    public ImageProcessor(ImageSettings settings) {
        this.settings = settings;
        this.valueOfLevel = valueOfLevel(settings);
    }

    /**
     * Reads the settings of a checkpoint folder: {@code image_processor} in its {@code processor_config.json}, or else
     * its {@code preprocessor_config.json}.
     *
     * @throws triptych.core.config.ConfigException if a setting is mistyped, missing or not implemented
     * @throws IOException if there is no such file or it cannot be read
     */
    public static ImageProcessor open(Path folder) throws IOException {
        return new ImageProcessor(ProcessorFile.ofFolder(folder));
    }

    /**
     * Reads one file in the format of {@code preprocessor_config.json}.
     *
     * @throws triptych.core.config.ConfigException if a setting is mistyped, missing or not implemented
     * @throws IOException if the file cannot be read
     */
    public static ImageProcessor read(Path file) throws IOException {
        return new ImageProcessor(ProcessorFile.ofFile(file));
    }

    /** Returns the settings. */
    public ImageSettings settings() {
        return settings;
    }

    /**
     * Makes a model's input of a picture.
     *
     * @throws IllegalArgumentException if the picture's shape is so extreme that it would get no or far too many pixels
     */
    public Pixels process(RgbImage image) {
        Extent old = Extent.of(image);
        Extent size = settings.size() == null ? old : settings.size().of(old);
        Extent crop = settings.crop();
        // Only what the crop keeps is computed.
        Window kept = crop == null ? Window.all(size) : CenterCrop.kept(size, crop);
        if (kept.extent().pixels() > MOST_PIXELS) {
            throw new IllegalArgumentException("a picture of " + image.width() + " x " + image.height()
                    + " pixels would be resized to " + size.width() + " x " + size.height() + ", the most is "
                    + MOST_PIXELS + " pixels");
        }
        RgbImage resized = PillowResize.resize(image, size, settings.resampling(), kept);
        RgbImage cropped = crop == null ? resized : CenterCrop.padded(resized, crop);
        return settings.keepsLevels()
                ? Pixels.ofLevels(Extent.of(cropped), levels(cropped))
                : Pixels.ofValues(Extent.of(cropped), values(cropped));
    }

    private static byte[] levels(RgbImage image) {
        byte[] rgb = image.rgb();
        int plane = image.width() * image.height();
        byte[] out = new byte[rgb.length];
        for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
            for (int i = 0, at = channel; i < plane; i++, at += RgbImage.CHANNELS) {
                out[channel * plane + i] = rgb[at];
            }
        }
        return out;
    }

    private float[] values(RgbImage image) {
        byte[] rgb = image.rgb();
        int plane = image.width() * image.height();
        float[] out = new float[rgb.length];
        for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
            float[] values = valueOfLevel[channel];
            for (int i = 0, at = channel; i < plane; i++, at += RgbImage.CHANNELS) {
                out[channel * plane + i] = values[rgb[at] & 255];
            }
        }
        return out;
    }

    /** Computes once what becomes of each of the 256 levels in each channel. */
    private static float[][] valueOfLevel(ImageSettings settings) {
        float[][] table = new float[RgbImage.CHANNELS][LEVELS];
        for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
            for (int level = 0; level < LEVELS; level++) {
                table[channel][level] = value(settings, channel, level);
            }
        }
        return table;
    }

    private static float value(ImageSettings settings, int channel, int level) {
        Rescaling rescaling = settings.rescaling();
        float value = rescaling == null ? level : (float) (level * rescaling.factor()) + rescaling.offset();
        for (Normalisation step : settings.normalisations()) {
            float mean = step.mean().get(channel).floatValue();
            value = (value - mean) / step.std().get(channel).floatValue();
        }
        return value;
    }
}
