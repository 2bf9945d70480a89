package triptych.vision.model;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import triptych.core.model.Forward;

/** The pictures of a call by the reference's names. */
public final class PixelInput {

    /** The argument that asks for interpolated positions. */
    public static final String INTERPOLATE = "interpolate_pos_encoding";

    private static final String PIXELS = "pixel_values";

    private PixelInput() {}

    /**
     * Reads {@code pixel_values}, and {@code interpolate_pos_encoding}.
     *
     * @throws IllegalArgumentException if {@code sizes} does not take the pictures
     */
    public static NDArray read(Forward call, PictureSizes sizes) {
        NDArray pixels = call.required(PIXELS);
        require(pixels, call.flag(INTERPOLATE), sizes);
        return pixels;
    }

    /**
     * Checks the pictures among {@code inputs}, if there are any.
     *
     * @throws IllegalArgumentException if {@code sizes} does not take them
     */
    public static void require(Map<String, NDArray> inputs, Map<String, Object> arguments, PictureSizes sizes) {
        NDArray pixels = inputs.get(PIXELS);
        if (pixels != null) {
            require(pixels, Boolean.TRUE.equals(arguments.get(INTERPOLATE)), sizes);
        }
    }

    private static void require(NDArray pixels, boolean interpolated, PictureSizes sizes) {
        if (interpolated) {
            sizes.requireInterpolated(pixels.getShape());
        } else {
            sizes.require(pixels.getShape());
        }
    }

    /**
     * The pictures, where nothing else is taken.
     *
     * @throws IllegalArgumentException if there are none, or {@code inputs} holds more
     */
    public static NDArray only(Map<String, NDArray> inputs) {
        NDArray pixels = inputs.get(PIXELS);
        if (pixels == null || inputs.size() > 1) {
            throw new IllegalArgumentException("only '" + PIXELS + "' is taken; given were " + inputs.keySet());
        }
        return pixels;
    }
}
