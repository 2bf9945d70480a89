package triptych.vision.image.vp8;

/**
 * Makes red, green and blue of luma and colour differences, with libwebp's interpolation and rounding: repeated instead
 * of interpolated differences are several levels off.
 *
 * <p>Each of the four pixels around a corner of colour samples takes 9, 3, 3 and 1 sixteenths of them, in two rounded
 * steps.
 */
final class Colors {

    private Colors() {}

    /** Returns {@code height × width × 3} samples, row-major. */
    static byte[] rgb(Picture picture) {
        int width = picture.width();
        byte[] rgb = new byte[Math.multiplyExact(width * 3, picture.height())];
        int colorRows = (picture.height() + 1) / 2;
        for (int y = 0; y < picture.height(); y++) {
            int near = y / 2;
            // Outside the picture, the colours of its edge go on.
            int far = Math.max(0, Math.min(colorRows - 1, y % 2 == 0 ? near - 1 : near + 1));
            for (int x = 0; x < width; x++) {
                int beside = x % 2 == 0 ? x / 2 - 1 : x / 2 + 1;
                int luma = picture.luma().get(picture.luma().at(y, x));
                int blue = interpolated(picture.blue(), near, far, x / 2, beside, width);
                int red = interpolated(picture.red(), near, far, x / 2, beside, width);
                put(luma, blue, red, rgb, (y * width + x) * 3);
            }
        }
        return rgb;
    }

    private static int interpolated(Plane plane, int near, int far, int column, int beside, int width) {
        int own = plane.get(plane.at(near, column));
        int below = plane.get(plane.at(far, column));
        if (beside < 0 || beside >= (width + 1) / 2) {
            return (3 * own + below + 2) >> 2;
        }
        int side = plane.get(plane.at(near, beside));
        int diagonal = plane.get(plane.at(far, beside));
        int others = (own + 3 * below + 3 * side + diagonal + 8) >> 3;
        return (others + own) >> 1;
    }

    /** BT.601 of the limited range, in 14 fractional bits of which 8 are dropped before the sum. */
    private static void put(int luma, int blue, int red, byte[] rgb, int at) {
        int bright = (luma * 19_077) >> 8;
        rgb[at] = clipped(bright + ((red * 26_149) >> 8) - 14_234);
        rgb[at + 1] = clipped(bright - ((blue * 6_419) >> 8) - ((red * 13_320) >> 8) + 8_708);
        rgb[at + 2] = clipped(bright + ((blue * 33_050) >> 8) - 17_685);
    }

    private static byte clipped(int level) {
        return (byte) Math.max(0, Math.min(255, level >> 6));
    }
}
