package triptych.vision.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DamagedImagesTest {

    private static final Path IMAGES = Path.of("src/test/resources/decode/images");
    private static final ImageDecoder DECODER =
            ImageDecoder.of(DecodeSettings.STANDARD.with(new ImageLimits(1 << 20, 1_000_000, 10_000)));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "photo-420.jpg",
                "progressive.jpg",
                "cmyk.jpg",
                "palette-transparent.png",
                "interlaced.png",
                "transparent.gif",
                "run-lengths.bmp",
                "top-down-565.bmp",
                "lossy-alpha.webp",
                "lossy-segments.webp",
                "lossless-palette-alpha.webp",
                "lossless-small.webp",
                "lzw.tif",
                "cmyk.tif"
            })
    void decodesOrRefusesWhateverIsChanged(String image) throws IOException {
        byte[] whole = Files.readAllBytes(IMAGES.resolve(image));
        Random random = new Random(whole.length);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = i % 5 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            int reach = i % 2 == 0 ? Math.min(damaged.length, 64) : damaged.length;
            for (int change = 0; change < 4 && reach > 0; change++) {
                damaged[random.nextInt(reach)] = (byte) random.nextInt(256);
            }
            decodeOrRefuse(damaged);
        }
    }

    /** Any other exception than the one for pictures goes through and fails the test. */
    private static void decodeOrRefuse(byte[] damaged) {
        try {
            DECODER.decode(damaged, "damaged");
        } catch (ImageException expected) {
            // One of the two things that may happen.
        }
    }
}
