package triptych.vision.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PillowResizeTest {

    private static RgbImage noise(int height, int width) {
        byte[] rgb = new byte[height * width * 3];
        new Random(height * 31L + width).nextBytes(rgb);
        return new RgbImage(width, height, rgb);
    }

    private static RgbImage blackAndWhite(int height, int width) {
        byte[] rgb = noise(height, width).rgb();
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (rgb[i] < 0 ? 255 : 0);
        }
        return new RgbImage(width, height, rgb);
    }

    @ParameterizedTest
    @EnumSource(Resampling.class)
    void equalsThePlainReferenceInEveryDirection(Resampling filter) {
        int[][] sizes = {{1, 1}, {5, 9}, {23, 14}, {13, 60}, {41, 3}, {29, 17}, {40, 40}};
        for (int[] old : sizes) {
            RgbImage image = blackAndWhite(old[0], old[1]);
            for (int[] size : sizes) {
                RgbImage resized = PillowResize.resize(image, new Extent(size[0], size[1]), filter);
                assertEquals(
                        ReferenceResize.resize(image, size[0], size[1], filter),
                        resized,
                        old[0] + "x" + old[1] + " to " + size[0] + "x" + size[1]);
            }
        }
    }

    @Test
    void keepsAPictureThatHasTheSizeAlready() {
        RgbImage image = noise(3, 5);
        assertSame(image, PillowResize.resize(image, new Extent(3, 5), Resampling.LANCZOS));
    }

    @ParameterizedTest
    @EnumSource(Resampling.class)
    void computesAPartAsTheWholeWouldHaveIt(Resampling filter) {
        RgbImage image = noise(19, 31);
        for (Extent size :
                new Extent[] {new Extent(12, 40), new Extent(3, 29), new Extent(19, 17), new Extent(8, 31)}) {
            Window part = new Window(1, 4, new Extent(2, 9));
            RgbImage whole = PillowResize.resize(image, size, filter);
            assertEquals(CenterCrop.cut(whole, part), PillowResize.resize(image, size, filter, part));
        }
    }

    // Made by Pillow 13.0.0: the pictures' samples are (31 x + 57 y + 101 c + 7 x y) % 256, column x, row y, channel c.
    @ParameterizedTest
    @CsvSource({
        "NEAREST, 2, 3, 5fc429ab1075f75cc15fc429e348ad67cc31",
        "LANCZOS, 2, 3, 637a7184886b956e808063848b7b8e718b8d",
        "BILINEAR, 2, 3, 687c6e8583709371817a6b87877a8974868a",
        "BICUBIC, 2, 3, 657b6f86846d9470817c6887897c8b72888c",
        "BOX, 2, 3, 6b70757e836891767b697988987d8c718190",
        "HAMMING, 2, 3, 627f638f7d6d95728572728d8c7b846f838d",
        "NEAREST, 1, 5, ab1075df44a947ac117be045af1479",
        "LANCZOS, 1, 5, 6b7779756b7f8c807284938e82697e",
        "BILINEAR, 1, 5, 6f7479786d80878177849088836b7e",
        "BICUBIC, 1, 5, 6b7778766c7f8b807584918d836a7e",
        "BOX, 1, 5, 627e757169848980777b978e8a5d79",
        "HAMMING, 1, 5, 717676786b82898177818e8f82687b",
    })
    void givesPillowsOwnBytes(Resampling filter, int height, int width, String expected) {
        RgbImage resized = PillowResize.resize(pattern(7, 6), new Extent(height, width), filter);
        assertArrayEquals(HexFormat.of().parseHex(expected), resized.rgb());
    }

    private static RgbImage pattern(int height, int width) {
        byte[] rgb = new byte[height * width * 3];
        for (int i = 0; i < rgb.length; i++) {
            int c = i % 3;
            int x = i / 3 % width;
            int y = i / 3 / width;
            rgb[i] = (byte) (31 * x + 57 * y + 101 * c + 7 * x * y);
        }
        return new RgbImage(width, height, rgb);
    }

    @Test
    void refusesANumberThatNoFilterHas() {
        assertThrows(IllegalArgumentException.class, () -> Resampling.ofCode(6));
    }
}
