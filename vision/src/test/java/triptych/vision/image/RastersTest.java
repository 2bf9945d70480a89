package triptych.vision.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RastersTest {

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_INT_RGB,
                BufferedImage.TYPE_INT_ARGB,
                BufferedImage.TYPE_INT_BGR,
                BufferedImage.TYPE_3BYTE_BGR,
                BufferedImage.TYPE_4BYTE_ABGR
            })
    void readsEveryOrderOfColours(int type) {
        BufferedImage image = new BufferedImage(2, 3, type);
        image.setRGB(1, 2, 0xFF102030);
        byte[] expected = new byte[18];
        expected[15] = 0x10;
        expected[16] = 0x20;
        expected[17] = 0x30;
        assertArrayEquals(expected, RgbImage.of(image).rgb());
    }

    @Test
    void readsAPartOfAPicture() {
        BufferedImage image = new BufferedImage(5, 4, BufferedImage.TYPE_3BYTE_BGR);
        image.setRGB(3, 2, 0xFF102030);
        RgbImage part = RgbImage.of(image.getSubimage(2, 1, 2, 3));
        assertEquals(0x20, part.rgb()[(1 * 2 + 1) * 3 + 1]);
    }

    @Test
    void keepsStoredGrayInsteadOfConvertingIt() {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setSample(0, 0, 0, 54);
        assertArrayEquals(new byte[] {54, 54, 54}, RgbImage.of(image).rgb());
    }

    @Test
    void clipsDeepGray() {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
        image.getRaster().setSample(0, 0, 0, 200);
        image.getRaster().setSample(1, 0, 0, 30_000);
        byte level = (byte) 200;
        assertArrayEquals(
                new byte[] {level, level, level, -1, -1, -1}, RgbImage.of(image).rgb());
    }

    @Test
    void dropsTransparencyOrLaysOnWhite() {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0x80204060);
        assertArrayEquals(new byte[] {0x20, 0x40, 0x60}, RgbImage.of(image).rgb());
        // 255 - (255 - level) * 128 / 255
        assertArrayEquals(
                new byte[] {(byte) 143, (byte) 159, (byte) 175},
                Rasters.rgb(image, Transparency.ON_WHITE).rgb());
    }

    @Test
    void dividesPremultipliedColours() {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB_PRE);
        image.getRaster().setPixel(0, 0, new int[] {40, 80, 100, 100});
        assertArrayEquals(new byte[] {102, (byte) 204, -1}, RgbImage.of(image).rgb());
    }

    @Test
    void comesBackFromJava2d() {
        RgbImage image = new RgbImage(2, 1, new byte[] {1, -2, 3, -4, 5, -6});
        assertEquals(image, RgbImage.of(image.toBufferedImage()));
    }
}
