package triptych.vision.image.vp8;

import java.util.Arrays;

/**
 * The samples of luma or of one colour difference, in whole macroblocks, with the border that predictions see: 127
 * above, 129 to the left, section 12.2.
 */
final class Plane {

    /** What the prediction of 4 x 4 sees beyond the right end. */
    private static final int BEYOND = 4;

    private static final byte ABOVE = 127;
    private static final byte LEFT = (byte) 129;

    private final byte[] samples;
    private final int stride;

    Plane(int width, int height) {
        stride = 1 + width + BEYOND;
        samples = new byte[Math.multiplyExact(stride, height + 1)];
        for (int y = 1; y <= height; y++) {
            samples[y * stride] = LEFT;
        }
        Arrays.fill(samples, 0, stride, ABOVE);
    }

    /** Returns the distance from a sample to the one below it. */
    int stride() {
        return stride;
    }

    /** Returns where a sample lies; row and column -1 are the border. */
    int at(int row, int column) {
        return (row + 1) * stride + column + 1;
    }

    /** Returns a sample, 0 to 255. */
    int get(int at) {
        return samples[at] & 255;
    }

    void set(int at, int sample) {
        samples[at] = (byte) sample;
    }

    /** Sets a sample, clipped to 0 to 255. */
    void setClipped(int at, int sample) {
        samples[at] = (byte) Math.max(0, Math.min(255, sample));
    }

    void add(int at, int difference) {
        setClipped(at, get(at) + difference);
    }
}
