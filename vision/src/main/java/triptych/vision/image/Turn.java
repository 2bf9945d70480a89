package triptych.vision.image;

/** Turns and mirrors pictures by EXIF's eight orientations. */
final class Turn {

    private Turn() {}

    /**
     * Returns the picture as the camera's holder saw it.
     *
     * @param orientation where the stored first row and column belong: 1 top left, 2 top right, 3 bottom right, 4
     *     bottom left, 5 left top, 6 right top, 7 right bottom, 8 left bottom
     */
    static RgbImage upright(RgbImage image, int orientation) {
        return switch (orientation) {
            case 2 -> moved(image, false, true, false);
            case 3 -> moved(image, false, true, true);
            case 4 -> moved(image, false, false, true);
            case 5 -> moved(image, true, false, false);
            case 6 -> moved(image, true, true, false);
            case 7 -> moved(image, true, true, true);
            case 8 -> moved(image, true, false, true);
            default -> image;
        };
    }

    /** Swaps rows and columns first, then mirrors left and right, top and bottom. */
    private static RgbImage moved(RgbImage image, boolean transposed, boolean leftRight, boolean topBottom) {
        int width = transposed ? image.height() : image.width();
        int height = transposed ? image.width() : image.height();
        byte[] in = image.rgb();
        byte[] out = new byte[in.length];
        int at = 0;
        for (int y = 0; y < height; y++) {
            int row = topBottom ? height - 1 - y : y;
            for (int x = 0; x < width; x++, at += RgbImage.CHANNELS) {
                int column = leftRight ? width - 1 - x : x;
                int from =
                        (transposed ? column * image.width() + row : row * image.width() + column) * RgbImage.CHANNELS;
                out[at] = in[from];
                out[at + 1] = in[from + 1];
                out[at + 2] = in[from + 2];
            }
        }
        return new RgbImage(width, height, out);
    }
}
