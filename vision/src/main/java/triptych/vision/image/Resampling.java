package triptych.vision.image;

/**
 * A resampling filter under Pillow's number for it, as {@code resample} in a {@code preprocessor_config.json} gives it.
 *
 * <p>See <a href="https://pillow.readthedocs.io/en/stable/handbook/concepts.html#filters">Pillow's filters</a>.
 */
public enum Resampling {
    /** Takes the nearest pixel. */
    NEAREST(0, 0.0),
    /** Weighs with a windowed sinc three pixels to each side. */
    LANCZOS(1, 3.0),
    /** Weighs with a triangle one pixel to each side. */
    BILINEAR(2, 1.0),
    /** Weighs with a cubic (a = -0.5) two pixels to each side. */
    BICUBIC(3, 2.0),
    /** Weighs all covered pixels alike. */
    BOX(4, 0.5),
    /** Weighs with a Hamming-windowed sinc one pixel to each side. */
    HAMMING(5, 1.0);

    private static final double CUBIC = -0.5;
    // Pillow writes these two as single-precision literals.
    private static final double HAMMING_MEAN = 0.54f;
    private static final double HAMMING_WAVE = 0.46f;

    private final int code;
    private final double radius;

    Resampling(int code, double radius) {
        this.code = code;
        this.radius = radius;
    }

    /**
     * Returns the filter with a number.
     *
     * @throws IllegalArgumentException if no filter has it
     */
    public static Resampling ofCode(int code) {
        for (Resampling filter : values()) {
            if (filter.code == code) {
                return filter;
            }
        }
        throw new IllegalArgumentException("resample is " + code + ", known are 0 (nearest) to 5 (hamming)");
    }

    /** Returns Pillow's number for the filter. */
    public int code() {
        return code;
    }

    /** Returns how many pixels to each side count when the size stays; 0 for {@link #NEAREST}, which weighs none. */
    double radius() {
        return radius;
    }

    /** Returns the weight of a pixel at a distance of {@code x} pixels, not yet divided by the sum of all weights. */
    double weight(double x) {
        return switch (this) {
            case NEAREST -> throw new IllegalStateException("nearest has no weights");
            case BOX -> x > -0.5 && x <= 0.5 ? 1.0 : 0.0;
            case BILINEAR -> Math.max(0.0, 1.0 - Math.abs(x));
            case HAMMING -> hamming(Math.abs(x));
            case BICUBIC -> bicubic(Math.abs(x));
            case LANCZOS -> x >= -3.0 && x < 3.0 ? sinc(x) * sinc(x / 3.0) : 0.0;
        };
    }

    private static double bicubic(double x) {
        if (x < 1.0) {
            return ((CUBIC + 2.0) * x - (CUBIC + 3.0)) * x * x + 1.0;
        }
        return x < 2.0 ? (((x - 5.0) * x + 8.0) * x - 4.0) * CUBIC : 0.0;
    }

    private static double hamming(double x) {
        return x < 1.0 ? sinc(x) * (HAMMING_MEAN + HAMMING_WAVE * StrictMath.cos(Math.PI * x)) : 0.0;
    }

    private static double sinc(double x) {
        return x == 0.0 ? 1.0 : StrictMath.sin(Math.PI * x) / (Math.PI * x);
    }
}
