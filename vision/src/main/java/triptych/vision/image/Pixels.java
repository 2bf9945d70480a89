package triptych.vision.image;

import org.jspecify.annotations.Nullable;

/**
 * What a model reads of one picture: {@code [3, height, width]}, as real numbers or, where the settings neither rescale
 * nor normalize, as bytes.
 */
public final class Pixels {

    private final Extent extent;
    private final float @Nullable [] values;
    private final byte @Nullable [] levels;

    private Pixels(Extent extent, float @Nullable [] values, byte @Nullable [] levels) {
        this.extent = extent;
        this.values = values;
        this.levels = levels;
    }

    static Pixels ofValues(Extent extent, float[] values) {
        return new Pixels(extent, values, null);
    }

    static Pixels ofLevels(Extent extent, byte[] levels) {
        return new Pixels(extent, null, levels);
    }

    /** Returns the height in pixels. */
    public int height() {
        return extent.height();
    }

    /** Returns the width in pixels. */
    public int width() {
        return extent.width();
    }

    /** Whether the reference gives bytes here; {@link #levels} then holds them. */
    public boolean areLevels() {
        return levels != null;
    }

    /**
     * Returns {@code [3, height, width]}, row-major; bytes as 0 to 255. The array is not copied unless there are bytes
     * only.
     */
    public float[] values() {
        if (values != null) {
            return values;
        }
        byte[] bytes = levels();
        float[] copy = new float[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            copy[i] = bytes[i] & 255;
        }
        return copy;
    }

    /**
     * Returns {@code [3, height, width]}, row-major, as unsigned bytes; the array is not copied.
     *
     * @throws IllegalStateException if the settings made real numbers of the levels
     */
    public byte[] levels() {
        if (levels == null) {
            throw new IllegalStateException("the pixels were rescaled or normalized, they are no levels any more");
        }
        return levels;
    }
}
