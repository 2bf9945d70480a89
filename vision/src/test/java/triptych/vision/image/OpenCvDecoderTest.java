package triptych.vision.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenCvDecoderTest {

    private static final Path IMAGES = Path.of("src/test/resources/decode/images");
    private static final ImageDecoder DECODER = ImageDecoder.openCv(DecodeSettings.STANDARD);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "photo-420.jpg",
                "progressive.jpg",
                "gray.jpg",
                "exif-6.jpg",
                "xmp.jpg",
                "rgb.png",
                "rgba.png",
                "palette-4bit.png",
                "exif-6.png",
                "lossy.webp",
                "lossless.webp",
                "lossy-exif.webp"
            })
    void givesThePixelsOfTheDecoderInJava(String image) throws IOException {
        RgbImage expected = ImageDecoder.standard().decode(IMAGES.resolve(image));
        assertEquals(expected, DECODER.decode(IMAGES.resolve(image)));
    }

    @Test
    void leavesPixelsAsStoredOnRequest() throws IOException {
        DecodeSettings stored = DecodeSettings.STANDARD.with(Orientation.AS_STORED);
        Path image = IMAGES.resolve("exif-5.jpg");
        assertEquals(
                ImageDecoder.of(stored).decode(image),
                ImageDecoder.openCv(stored).decode(image));
    }

    @ParameterizedTest
    @CsvSource({"animated.gif, GIF", "raw.tif, TIFF", "rgb-16.png, 16 bits", "animated.webp, animated"})
    void refusesWhatItWouldReadOtherwise(String image, String inMessage) {
        String message = String.valueOf(assertThrows(ImageException.class, () -> DECODER.decode(IMAGES.resolve(image)))
                .getMessage());
        assertTrue(message.contains(inMessage), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"photo-444.jpg", "rgb.png", "lossless.webp"})
    void refusesAFileThatIsCutOffOrDamaged(String image) throws IOException {
        byte[] bytes = Files.readAllBytes(IMAGES.resolve(image));
        byte[] half = Arrays.copyOf(bytes, bytes.length / 2);
        assertThrows(ImageException.class, () -> DECODER.decode(half, "half"));
        assertThrows(ImageException.class, () -> DECODER.decode(new byte[0], "nothing"));
    }

    @Test
    void refusesWhatItCannotDo() {
        DecodeSettings white = DecodeSettings.STANDARD.with(Transparency.ON_WHITE);
        assertThrows(IllegalArgumentException.class, () -> ImageDecoder.openCv(white));
    }
}
