package triptych.vision.image;

import java.util.Arrays;

/** Cuts the middle out of a picture, on black where the picture is smaller. */
final class CenterCrop {

    private CenterCrop() {}

    /**
     * Returns the part of a picture of size {@code old} that a crop to {@code size} keeps; smaller than {@code size}
     * where the picture is.
     */
    static Window kept(Extent old, Extent size) {
        int top = Math.floorDiv(old.height() - size.height(), 2);
        int left = Math.floorDiv(old.width() - size.width(), 2);
        return new Window(
                Math.max(0, top),
                Math.max(0, left),
                new Extent(Math.min(old.height(), size.height()), Math.min(old.width(), size.width())));
    }

    /**
     * Lays what {@link #kept} chose on black, in the middle of {@code size}.
     *
     * <p>On an odd difference the larger half of the border is above and to the left, as in the reference.
     */
    static RgbImage padded(RgbImage kept, Extent size) {
        if (Extent.of(kept).equals(size)) {
            return kept;
        }
        int top = border(size.height() - kept.height());
        int left = border(size.width() - kept.width());
        byte[] out = new byte[Math.toIntExact(size.pixels() * RgbImage.CHANNELS)];
        int bytes = kept.width() * RgbImage.CHANNELS;
        for (int y = 0; y < kept.height(); y++) {
            System.arraycopy(kept.rgb(), y * bytes, out, ((top + y) * size.width() + left) * RgbImage.CHANNELS, bytes);
        }
        return new RgbImage(size.width(), size.height(), out);
    }

    private static int border(int missing) {
        return (missing + 1) / 2;
    }

    static RgbImage cut(RgbImage image, Window window) {
        return columns(rows(image, window.top(), window.bottom()), window.left(), window.right());
    }

    static RgbImage rows(RgbImage image, int from, int to) {
        if (from == 0 && to == image.height()) {
            return image;
        }
        int bytes = image.width() * RgbImage.CHANNELS;
        return new RgbImage(image.width(), to - from, Arrays.copyOfRange(image.rgb(), from * bytes, to * bytes));
    }

    static RgbImage columns(RgbImage image, int from, int to) {
        if (from == 0 && to == image.width()) {
            return image;
        }
        int width = to - from;
        byte[] out = new byte[width * image.height() * RgbImage.CHANNELS];
        for (int y = 0; y < image.height(); y++) {
            int row = (y * image.width() + from) * RgbImage.CHANNELS;
            System.arraycopy(image.rgb(), row, out, y * width * RgbImage.CHANNELS, width * RgbImage.CHANNELS);
        }
        return new RgbImage(width, image.height(), out);
    }
}
