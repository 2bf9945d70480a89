package triptych.vision.image.vp8;

/**
 * A decoded frame.
 *
 * @param width of luma, in samples
 * @param height of luma, in samples
 * @param luma the brightness
 * @param blue the difference of blue to it, at half the resolution
 * @param red the difference of red to it, at half the resolution
 */
record Picture(int width, int height, Plane luma, Plane blue, Plane red) {

    static Picture of(int width, int height) {
        int columns = (width + 15) / 16;
        int rows = (height + 15) / 16;
        return new Picture(
                width,
                height,
                new Plane(columns * 16, rows * 16),
                new Plane(columns * 8, rows * 8),
                new Plane(columns * 8, rows * 8));
    }
}
