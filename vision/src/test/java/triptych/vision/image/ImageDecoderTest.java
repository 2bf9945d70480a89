package triptych.vision.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {

    private static final Path FOLDER = Path.of("src/test/resources/decode");
    private static final Path IMAGES = FOLDER.resolve("images");
    private static final ImageDecoder DECODER = ImageDecoder.standard();

    /** The hashes are of Pillow 13.0.0's bytes; lossy pictures have those bytes beside them. */
    @ParameterizedTest
    @CsvFileSource(files = "src/test/resources/decode/cases.csv", useHeadersInDisplayName = true)
    void decodesAsPillowDoes(
            String image,
            Orientation orientation,
            Transparency transparency,
            int width,
            int height,
            @Nullable String sha256)
            throws IOException, NoSuchAlgorithmException {
        DecodeSettings settings = DecodeSettings.STANDARD.with(orientation).with(transparency);
        RgbImage decoded = ImageDecoder.of(settings).decode(IMAGES.resolve(image));
        assertEquals(width, decoded.width());
        assertEquals(height, decoded.height());
        if (sha256 == null) {
            assertTrue(meanDifference(decoded, expected(image)) < 0.5);
        } else {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(decoded.rgb());
            assertEquals(sha256, HexFormat.of().formatHex(hash));
        }
    }

    private static RgbImage expected(String image) throws IOException {
        return RgbImage.of(
                ImageIO.read(FOLDER.resolve("expected").resolve(image + ".png").toFile()));
    }

    private static double meanDifference(RgbImage a, RgbImage b) {
        double sum = 0;
        for (int i = 0; i < a.rgb().length; i++) {
            sum += Math.abs((a.rgb()[i] & 255) - (b.rgb()[i] & 255));
        }
        return sum / a.rgb().length;
    }

    private static byte[] bytes(String image) throws IOException {
        return Files.readAllBytes(IMAGES.resolve(image));
    }

    private static void refuses(ImageDecoder decoder, byte[] bytes, String... inMessage) {
        String message = String.valueOf(assertThrows(ImageException.class, () -> decoder.decode(bytes, "the picture"))
                .getMessage());
        assertTrue(message.startsWith("the picture: "), message);
        for (String part : inMessage) {
            assertTrue(message.contains(part), message);
        }
    }

    @Test
    void refusesNothingAndTheUnknown() {
        refuses(DECODER, new byte[0], "0 bytes");
        refuses(DECODER, "<svg/>".getBytes(StandardCharsets.UTF_8), "3c 73 76 67", "JPEG, PNG");
        refuses(DECODER, new byte[] {'B'}, "42");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "photo-420.jpg",
                "progressive.jpg",
                "cmyk.jpg",
                "rgb.png",
                "interlaced.png",
                "palette-4bit.png",
                "animated.gif",
                "rgb.bmp",
                "lossless.webp",
                "lossless-alpha.webp",
                "lossy.webp",
                "lossy-alpha.webp",
                "lzw.tif",
                "raw.tif"
            })
    void refusesAFileThatIsCutOff(String image) throws IOException {
        byte[] whole = bytes(image);
        for (int parts = 0; parts < 8; parts++) {
            // An animation's later frames may be missing.
            int length = image.endsWith(".gif") ? 800 * parts / 8 : whole.length * parts / 8;
            refuses(DECODER, Arrays.copyOf(whole, length));
        }
    }

    @Test
    void refusesAPngWhoseHeaderIsDamaged() throws IOException {
        byte[] png = bytes("rgb.png");
        png[19]++;
        refuses(DECODER, png, "check sum", "IHDR");
    }

    @Test
    void refusesABombByItsHeader() throws IOException {
        byte[] bomb = blackPng(30_000, 30_000);
        assertTrue(bomb.length < 200_000);
        refuses(DECODER, bomb, "30000 x 30000", "16384");
        ImageLimits anySide = new ImageLimits(1 << 20, 1_000_000, Integer.MAX_VALUE);
        refuses(ImageDecoder.of(DecodeSettings.STANDARD.with(anySide)), bomb, "30000 x 30000", "1000000");
    }

    /** A one-bit PNG without a set pixel. */
    private static byte[] blackPng(int width, int height) throws IOException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(data)) {
            byte[] row = new byte[1 + (width + 7) / 8];
            for (int y = 0; y < height; y++) {
                deflater.write(row);
            }
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        chunk(
                png,
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put((byte) 1)
                        .array());
        chunk(png, "IDAT", data.toByteArray());
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream png, String kind, byte[] data) {
        byte[] body = ByteBuffer.allocate(4 + data.length)
                .put(kind.getBytes(StandardCharsets.US_ASCII))
                .put(data)
                .array();
        CRC32 sum = new CRC32();
        sum.update(body);
        png.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        png.writeBytes(body);
        png.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }

    @Test
    void stopsReadingAStreamAtTheLimit() throws IOException {
        ImageDecoder decoder = ImageDecoder.of(DecodeSettings.STANDARD.with(new ImageLimits(1000, 1_000_000, 10_000)));
        try (InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 0;
            }
        }) {
            assertThrows(ImageException.class, () -> decoder.decode(endless, "endless"));
        }
        assertThrows(ImageException.class, () -> decoder.decode(IMAGES.resolve("rgb.png")));
    }

    @Test
    void readsAStream() throws IOException {
        try (InputStream in = new ByteArrayInputStream(bytes("gray.png"))) {
            assertEquals(53, DECODER.decode(in, "gray").width());
        }
    }

    @Test
    void takesOnlyTheFormatsItIsAllowed() throws IOException {
        ImageDecoder decoder = ImageDecoder.of(DecodeSettings.STANDARD.only(Set.of(ImageFormat.JPEG, ImageFormat.PNG)));
        refuses(decoder, bytes("raw.tif"), "TIFF", "[JPEG, PNG]");
        assertEquals(1, decoder.decode(bytes("size-1x1.png"), "one pixel").height());
    }

    @Test
    void takesAJpegWithoutMarkersForLumaAndColourDifferences() throws IOException {
        byte[] jpeg = bytes("photo-444.jpg");
        RgbImage with = DECODER.decode(jpeg, "with");
        int jfif = new String(jpeg, StandardCharsets.ISO_8859_1).indexOf("JFIF");
        jpeg[jfif] = 'x';
        assertEquals(with, DECODER.decode(jpeg, "without"));
    }

    @Test
    void findsTheOrientationInXmp() throws IOException {
        byte[] jpeg = bytes("photo-422.jpg");
        byte[] xmp =
                "http://ns.adobe.com/xap/1.0/\0<rdf tiff:Orientation=\"6\"/>".getBytes(StandardCharsets.ISO_8859_1);
        byte[] turned = ByteBuffer.allocate(jpeg.length + 4 + xmp.length)
                .put(jpeg, 0, 2)
                .putShort((short) 0xFFE1)
                .putShort((short) (2 + xmp.length))
                .put(xmp)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
        RgbImage plain = DECODER.decode(jpeg, "plain");
        assertEquals(Turn.upright(plain, 6), DECODER.decode(turned, "turned"));
    }

    @Test
    void refusesAProgressiveJpegOfCountlessScans() throws IOException {
        byte[] jpeg = bytes("progressive.jpg");
        int frame = find(jpeg, 0xC2, 0);
        ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) 7000).putShort(frame + 7, (short) 7000);
        int lastScan = frame;
        for (int at = frame; at >= 0; at = find(jpeg, 0xDA, at + 2)) {
            lastScan = at;
        }
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        many.write(jpeg, 0, lastScan);
        for (int i = 0; i < 50; i++) {
            many.write(jpeg, lastScan, jpeg.length - 2 - lastScan);
        }
        many.write(jpeg, jpeg.length - 2, 2);
        refuses(DECODER, many.toByteArray(), "7000 x 7000", "scans");
    }

    private static int find(byte[] jpeg, int marker, int from) {
        for (int i = from; i + 1 < jpeg.length; i++) {
            if (jpeg[i] == (byte) 0xFF && jpeg[i + 1] == (byte) marker) {
                return i;
            }
        }
        return -1;
    }

    @Test
    void refusesATiffThatAsksForMemory() throws IOException {
        byte[] samples = bytes("raw.tif");
        tiffEntry(samples, 277).putInt(8, 1 << 28);
        refuses(DECODER, samples, "tag 277", "268435456");
        byte[] count = bytes("raw.tif");
        tiffEntry(count, 258).putInt(4, 1 << 28);
        refuses(DECODER, count, "cut off");
    }

    /** Views the directory entry of a tag; made a whole number of 32 bits. */
    private static ByteBuffer tiffEntry(byte[] tiff, int tag) {
        ByteBuffer file = ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN);
        int at = file.getInt(4) + 2;
        while (file.getShort(at) != tag) {
            at += 12;
        }
        file.putShort(at + 2, (short) 4);
        return file.slice(at, 12).order(ByteOrder.LITTLE_ENDIAN);
    }
}
