package triptych.vision.image;

/** The colours of 256 indices; those that a file leaves out are gray, as in Pillow. */
final class Palette {

    private static final int INDICES = 256;

    private final byte[] rgb = new byte[INDICES * RgbImage.CHANNELS];

    private Palette() {
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (i / RgbImage.CHANNELS);
        }
    }

    static Palette read(ImageBytes file, long from, int count) throws ImageException {
        file.need(from, count);
        Palette palette = new Palette();
        System.arraycopy(file.array(), (int) from, palette.rgb, 0, count);
        return palette;
    }

    /** Returns a channel of the colour of {@code index}. */
    int level(int index, int channel) {
        return rgb[index * RgbImage.CHANNELS + channel] & 255;
    }
}
