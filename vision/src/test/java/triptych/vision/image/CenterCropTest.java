package triptych.vision.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CenterCropTest {

    /** A picture of one row whose pixel x has the level x + 1 in all channels. */
    private static RgbImage row(int width) {
        byte[] rgb = new byte[width * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (i / 3 + 1);
        }
        return new RgbImage(width, 1, rgb);
    }

    private static String cropped(int width, int to) {
        RgbImage image = row(width);
        Extent size = new Extent(1, to);
        RgbImage kept = CenterCrop.cut(image, CenterCrop.kept(Extent.of(image), size));
        StringBuilder levels = new StringBuilder();
        for (byte level : CenterCrop.padded(kept, size).rgb()) {
            levels.append(level);
        }
        return levels.toString().replaceAll("(.)\\1\\1", "$1");
    }

    @Test
    void keepsTheMiddle() {
        assertEquals("234", cropped(5, 3));
    }

    @Test
    void dropsOneMoreBehindWhenTheDifferenceIsOdd() {
        assertEquals("234", cropped(6, 3));
    }

    @Test
    void padsWithBlackOnBothSides() {
        assertEquals("0120", cropped(2, 4));
    }

    @Test
    void putsTheLargerHalfOfThePaddingInFront() {
        assertEquals("00120", cropped(2, 5));
    }
}
