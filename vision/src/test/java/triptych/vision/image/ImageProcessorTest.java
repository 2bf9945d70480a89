package triptych.vision.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import triptych.core.config.ConfigException;

class ImageProcessorTest {

    private static final Path CASES = Path.of("src/test/resources/pixels");

    private final Path folder;

    ImageProcessorTest(@TempDir Path folder) {
        this.folder = folder;
    }

    /** The hashes are of the little-endian values of transformers 5.23.0 with Pillow 13.0.0. */
    @ParameterizedTest
    @CsvFileSource(files = "src/test/resources/pixels/cases.csv", useHeadersInDisplayName = true)
    void givesTheReferencesOwnBits(String processor, String image, int height, int width, String type, String sha256)
            throws IOException, NoSuchAlgorithmException {
        RgbImage picture = RgbImage.of(ImageIO.read(CASES.resolve(image).toFile()));
        Pixels pixels = ImageProcessor.read(CASES.resolve(processor)).process(picture);
        assertEquals(height, pixels.height());
        assertEquals(width, pixels.width());
        assertEquals(type.equals("U8"), pixels.areLevels());
        byte[] bytes = pixels.areLevels() ? pixels.levels() : littleEndian(pixels.values());
        assertEquals(
                sha256,
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    }

    private static byte[] littleEndian(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    private ImageProcessor of(String json) throws IOException {
        return ImageProcessor.read(Files.writeString(folder.resolve("preprocessor_config.json"), json));
    }

    private void refuses(String json, String... inMessage) {
        String message = String.valueOf(
                assertThrows(ConfigException.class, () -> of(json)).getMessage());
        for (String part : inMessage) {
            assertTrue(message.contains(part), message);
        }
    }

    @Test
    void rescalesInDoubleAndNormalizesInSinglePrecision() throws IOException {
        ImageProcessor processor = of("""
                {"image_processor_type": "ViTImageProcessor", "do_resize": false,
                 "image_mean": [0.485, 0.456, 0.406], "image_std": [0.229, 0.224, 0.225]}""");
        Pixels pixels = processor.process(new RgbImage(1, 1, new byte[] {7, (byte) 200, (byte) 255}));
        float[] expected = {
            ((float) (7 * (1 / 255.0)) - 0.485f) / 0.229f,
            ((float) (200 * (1 / 255.0)) - 0.456f) / 0.224f,
            ((float) (255 * (1 / 255.0)) - 0.406f) / 0.225f
        };
        assertArrayEquals(expected, pixels.values());
    }

    @Test
    void takesANumberAsASquareOrAsTheShorterEdge() throws IOException {
        RgbImage picture = new RgbImage(20, 10, new byte[600]);
        Pixels vit = of("{'feature_extractor_type': 'ViTFeatureExtractor', 'size': 5}".replace('\'', '"'))
                .process(picture);
        assertEquals(5, vit.width());
        Pixels clip = of("{'image_processor_type': 'CLIPImageProcessorFast', 'size': 5, 'do_center_crop': false}"
                        .replace('\'', '"'))
                .process(picture);
        assertEquals(10, clip.width());
    }

    @Test
    void takesTheKindOfAnUnnamedProcessorFromTheModel() throws IOException {
        Files.writeString(folder.resolve("preprocessor_config.json"), "{\"size\": 6}");
        Files.writeString(folder.resolve("config.json"), "{\"model_type\": \"deit\"}");
        ImageSettings settings = ImageProcessor.open(folder).settings();
        assertEquals(new TargetSize.Exactly(new Extent(6, 6)), settings.size());
        assertEquals(new Extent(224, 224), settings.crop());
    }

    @Test
    void prefersTheSectionOfProcessorConfig() throws IOException {
        Files.writeString(
                folder.resolve("preprocessor_config.json"), "{\"image_processor_type\": \"ViTImageProcessor\"}");
        Files.writeString(
                folder.resolve("processor_config.json"),
                "{\"image_processor\": {\"image_processor_type\": \"BitImageProcessor\", \"size\": {\"shortest_edge\": 9}}}");
        assertEquals(
                new TargetSize.ShortestEdge(9),
                ImageProcessor.open(folder).settings().size());
    }

    @Test
    void refusesAnUnknownKindByName() {
        refuses("{\"image_processor_type\": \"DonutImageProcessor\"}", "DonutImageProcessor", "ViTImageProcessor");
        refuses("{\"size\": 5}", "image_processor_type");
    }

    @Test
    void refusesASettingThatItDoesNotKnow() {
        refuses("{\"image_processor_type\": \"ViTImageProcessor\", \"do_pad\": true}", "do_pad");
        refuses("{\"image_processor_type\": \"ViTImageProcessor\", \"do_grayscale\": true}", "do_grayscale");
        refuses("{\"image_processor_type\": \"ViTImageProcessor\", \"rescale_offset\": true}", "rescale_offset");
        refuses("{\"image_processor_type\": \"CLIPImageProcessor\", \"size\": {\"longest_edge\": 5}}", "size.height");
    }

    @Test
    void ignoresWhatCannotChangePixels() throws IOException {
        of("""
                {"image_processor_type": "CLIPImageProcessorFast", "processor_class": "CLIPProcessor", "do_pad": null,
                 "data_format": "channels_first", "device": null, "return_tensors": null, "disable_grouping": null,
                 "default_to_square": false, "do_convert_rgb": true}""");
    }

    @Test
    void refusesValuesThatMakeNoSense() {
        String start = "{\"image_processor_type\": \"ViTImageProcessor\", ";
        refuses(start + "\"size\": 0}", "size");
        refuses(start + "\"size\": [3]}", "size", "height and width");
        refuses(start + "\"resample\": 7}", "resample", "7");
        refuses(start + "\"image_mean\": [0.5]}", "image_mean", "3 channels");
        refuses(start + "\"image_std\": [1, 0, 1]}", "image_std");
        refuses(start + "\"do_center_crop\": true}", "crop_size");
    }

    @Test
    void cropsAStripWithoutResizingAllOfIt() throws IOException {
        ImageProcessor processor = of("{\"image_processor_type\": \"CLIPImageProcessor\"}");
        Pixels pixels = processor.process(new RgbImage(16_384, 1, new byte[16_384 * 3]));
        assertEquals(224, pixels.width());
    }

    @Test
    void refusesToResizeAStripToGigabytes() throws IOException {
        ImageProcessor processor = of("{\"image_processor_type\": \"CLIPImageProcessor\", \"do_center_crop\": false}");
        RgbImage strip = new RgbImage(16_384, 1, new byte[16_384 * 3]);
        String message = String.valueOf(assertThrows(IllegalArgumentException.class, () -> processor.process(strip))
                .getMessage());
        assertTrue(message.contains("16384 x 1"), message);
    }
}
