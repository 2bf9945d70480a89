package triptych.vision.image.vp8l;

/** Sums of pixels, each of the four samples by itself. */
final class Argb {

    private Argb() {}

    /** Adds samples, modulo 256. */
    static int sum(int a, int b) {
        int alphaAndGreen = (a & 0xFF00FF00) + (b & 0xFF00FF00);
        int redAndBlue = (a & 0x00FF00FF) + (b & 0x00FF00FF);
        return (alphaAndGreen & 0xFF00FF00) | (redAndBlue & 0x00FF00FF);
    }

    /** Averages samples, rounded down. */
    static int average(int a, int b) {
        return (((a ^ b) & 0xFEFEFEFE) >>> 1) + (a & b);
    }

    /** Returns the one of two pixels that is nearer to what a plane through all three would have. */
    static int nearer(int left, int above, int aboveLeft) {
        int ofLeft = 0;
        int ofAbove = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            ofLeft += Math.abs(sample(above, shift) - sample(aboveLeft, shift));
            ofAbove += Math.abs(sample(left, shift) - sample(aboveLeft, shift));
        }
        return ofLeft < ofAbove ? left : above;
    }

    /** Goes on with the plane through three pixels. */
    static int gradient(int left, int above, int aboveLeft) {
        int out = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            out |= clipped(sample(left, shift) + sample(above, shift) - sample(aboveLeft, shift)) << shift;
        }
        return out;
    }

    /** Goes on by half the difference of two pixels. */
    static int halfGradient(int average, int aboveLeft) {
        int out = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            int sample = sample(average, shift);
            out |= clipped(sample + (sample - sample(aboveLeft, shift)) / 2) << shift;
        }
        return out;
    }

    private static int sample(int pixel, int shift) {
        return pixel >> shift & 255;
    }

    private static int clipped(int sample) {
        return Math.max(0, Math.min(255, sample));
    }
}
