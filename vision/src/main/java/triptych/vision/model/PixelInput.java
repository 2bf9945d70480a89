package triptych.vision.model;

import ai.djl.ndarray.NDArray;
import triptych.core.model.Forward;

/** The pictures of a call by the reference's names. */
public final class PixelInput {

    private PixelInput() {}

    /**
     * Reads {@code pixel_values}, and {@code interpolate_pos_encoding}.
     *
     * @throws IllegalArgumentException if {@code sizes} does not take the pictures
     */
    public static NDArray read(Forward call, PictureSizes sizes) {
        NDArray pixels = call.required("pixel_values");
        if (call.flag("interpolate_pos_encoding")) {
            sizes.requireInterpolated(pixels.getShape());
        } else {
            sizes.require(pixels.getShape());
        }
        return pixels;
    }
}
