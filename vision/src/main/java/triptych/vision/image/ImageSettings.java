package triptych.vision.image;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link ImageProcessor} does, in this order: resize, crop, rescale, normalize.
 *
 * @param size what pictures are resized to; null leaves them as they are
 * @param resampling how they are resized
 * @param crop what is cut out of the middle, on black where the picture is smaller; null for nothing
 * @param rescaling what levels are multiplied with; null leaves them 0 to 255
 * @param normalisations shifts and divisions, each after the one before; often one, maybe none
 */
public record ImageSettings(
        @Nullable TargetSize size,
        Resampling resampling,
        @Nullable Extent crop,
        @Nullable Rescaling rescaling,
        List<Normalisation> normalisations) {

    /** Copies the list. */
    public ImageSettings {
        normalisations = List.copyOf(normalisations);
    }

    /**
     * Turns levels of 0 to 255 into other numbers.
     *
     * @param factor multiplied in double precision, usually 1/255
     * @param offset then added, usually 0
     */
    public record Rescaling(double factor, float offset) {}

    /**
     * Shifts and divides each channel in single precision.
     *
     * @param mean of red, green and blue, subtracted
     * @param std of red, green and blue, what the difference is divided by
     */
    public record Normalisation(List<Double> mean, List<Double> std) {

        /**
         * Checks and copies the lists.
         *
         * @throws IllegalArgumentException if there are not three of each
         */
        public Normalisation {
            mean = List.copyOf(mean);
            std = List.copyOf(std);
            if (mean.size() != RgbImage.CHANNELS || std.size() != RgbImage.CHANNELS) {
                throw new IllegalArgumentException(
                        "mean " + mean + " and std " + std + " need one number for each of 3 channels");
            }
        }
    }

    /** Whether the result is bytes, because nothing makes real numbers of them. */
    boolean keepsLevels() {
        return rescaling == null && normalisations.isEmpty();
    }
}
