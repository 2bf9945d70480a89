package triptych.vision.image;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageReader;
import org.jspecify.annotations.Nullable;

/**
 * Decodes WebP's lossless bit streams with TwelveMonkeys' reader.
 *
 * <p>See <a href="https://developers.google.com/speed/webp/docs/webp_lossless_bitstream_specification">VP8L</a>. The
 * stream is handed over as a file of its own, so that nothing around it changes how it is read.
 */
final class WebpLossless {

    private final RgbImage image;
    private final byte @Nullable [] alpha;

    private WebpLossless(RgbImage image, byte @Nullable [] alpha) {
        this.image = image;
        this.alpha = alpha;
    }

    /** Returns the colours, those under transparency included. */
    RgbImage image() {
        return image;
    }

    /** Returns the opacity of each pixel, 0 to 255; null if all are opaque. */
    byte @Nullable [] alpha() {
        return alpha;
    }

    /** Decodes the stream in a part of a file, whose header gives the extent. */
    static WebpLossless decode(ImageBytes file, WebpHeader.Span span, Extent extent) throws IOException {
        ImageBytes alone = new ImageBytes(file.name(), alone(file.array(), span));
        ImageReader reader = Readers.open(ImageFormat.WEBP, alone);
        try {
            BufferedImage decoded = reader.read(0);
            if (decoded.getWidth() != extent.width() || decoded.getHeight() != extent.height()) {
                throw file.fault("is a damaged WebP: its lossless data have another size than they say");
            }
            return new WebpLossless(Rasters.rgb(decoded, Transparency.DROPPED), alpha(decoded));
        } finally {
            reader.dispose();
        }
    }

    private static byte @Nullable [] alpha(BufferedImage decoded) {
        Raster raster = decoded.getAlphaRaster();
        if (raster == null) {
            return null;
        }
        int[] row = new int[raster.getWidth()];
        byte[] alpha = new byte[raster.getWidth() * raster.getHeight()];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getSamples(0, y, row.length, 1, 0, row);
            for (int x = 0; x < row.length; x++) {
                alpha[y * row.length + x] = (byte) row[x];
            }
        }
        return alpha;
    }

    private static byte[] alone(byte[] file, WebpHeader.Span span) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(span.length() + 21);
        int padding = span.length() % 2;
        write(out, "RIFF", 12 + span.length() + padding);
        out.writeBytes("WEBP".getBytes(StandardCharsets.US_ASCII));
        write(out, "VP8L", span.length());
        out.write(file, span.from(), span.length());
        out.write(new byte[padding], 0, padding);
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, String chunk, int length) {
        out.writeBytes(chunk.getBytes(StandardCharsets.US_ASCII));
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            out.write(length >> shift);
        }
    }
}
