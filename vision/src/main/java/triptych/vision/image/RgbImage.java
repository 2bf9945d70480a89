package triptych.vision.image;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * A picture in memory: red, green and blue, 8 bits each.
 *
 * <p>The samples stand row after row from the top, in a row pixel after pixel from the left.
 */
public final class RgbImage {

    /** Samples of a pixel. */
    public static final int CHANNELS = 3;

    private final int width;
    private final int height;
    private final byte[] rgb;

    /**
     * Wraps samples without copying them.
     *
     * @param width in pixels, at least 1
     * @param height in pixels, at least 1
     * @param rgb {@code height × width × 3} samples, each 0 to 255 as an unsigned byte
     * @throws IllegalArgumentException if the sizes do not fit together
     */
    public RgbImage(int width, int height, byte[] rgb) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a picture of " + width + " x " + height + " pixels has no pixel");
        }
        if ((long) width * height * CHANNELS != rgb.length) {
            throw new IllegalArgumentException(rgb.length + " samples given, a picture of " + width + " x " + height
                    + " pixels needs " + (long) width * height * CHANNELS);
        }
        this.width = width;
        this.height = height;
        this.rgb = rgb;
    }

    /**
     * Copies a picture made by Java 2D. Transparency is dropped: the colour under it stays. 16-bit gray is clipped at
     * 255 and of 16-bit colour the high byte is kept, as Pillow's {@code convert("RGB")} does.
     *
     * @throws IllegalArgumentException if the picture's colour model is neither gray, RGB, CMYK nor a palette
     */
    public static RgbImage of(BufferedImage image) {
        return Rasters.rgb(image, Transparency.DROPPED);
    }

    /** Returns the width in pixels. */
    public int width() {
        return width;
    }

    /** Returns the height in pixels. */
    public int height() {
        return height;
    }

    /**
     * Returns the samples {@code [height, width, 3]} themselves, not a copy; whoever changes them changes the picture.
     */
    public byte[] rgb() {
        return rgb;
    }

    /** Copies the picture for Java 2D, as {@link BufferedImage#TYPE_INT_RGB}. */
    public BufferedImage toBufferedImage() {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] row = new int[width];
        for (int y = 0, at = 0; y < height; y++) {
            for (int x = 0; x < width; x++, at += CHANNELS) {
                row[x] = (rgb[at] & 255) << 16 | (rgb[at + 1] & 255) << 8 | (rgb[at + 2] & 255);
            }
            image.getRaster().setDataElements(0, y, width, 1, row);
        }
        return image;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RgbImage image
                && width == image.width
                && height == image.height
                && Arrays.equals(rgb, image.rgb);
    }

    @Override
    public int hashCode() {
        return 31 * width + Arrays.hashCode(rgb);
    }

    /** Returns the size, not the samples. */
    @Override
    public String toString() {
        return "RgbImage[" + width + " x " + height + "]";
    }
}
