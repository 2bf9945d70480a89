package triptych.vision.image;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the alpha plane that stands beside a lossy WebP frame.
 *
 * <p>See <a href="https://developers.google.com/speed/webp/docs/riff_container#alpha">ALPH</a>.
 */
final class WebpAlpha {

    private static final int HEADER = 1;
    private static final int RAW = 0;
    private static final int LOSSLESS = 1;
    private static final int HORIZONTAL = 1;
    private static final int VERTICAL = 2;
    private static final int GRADIENT = 3;

    private WebpAlpha() {}

    /** Returns the opacity of each pixel of the frame, 0 to 255; null if all are opaque. */
    static byte @Nullable [] decode(ImageBytes file, WebpHeader header) throws IOException {
        WebpHeader.Span span = header.alpha();
        if (span.length() == 0) {
            return null;
        }
        Extent extent = header.frame().extent();
        int flags = file.u8(span.from());
        WebpHeader.Span data = new WebpHeader.Span(span.from() + HEADER, span.length() - HEADER);
        byte[] alpha =
                switch (flags & 3) {
                    case RAW -> raw(file, data, extent);
                    case LOSSLESS -> WebpLossless.plane(file, data, extent);
                    default ->
                        throw file.fault(
                                "is a WebP whose alpha is of compression " + (flags & 3) + "; known are 0 and 1");
                };
        restore(alpha, extent.width(), flags >> 2 & 3);
        return alpha;
    }

    private static byte[] raw(ImageBytes file, WebpHeader.Span data, Extent extent) throws ImageException {
        byte[] alpha = new byte[Math.toIntExact(extent.pixels())];
        if (data.length() < alpha.length) {
            throw file.fault("is a WebP with " + data.length() + " bytes of alpha for " + alpha.length + " pixels");
        }
        System.arraycopy(file.array(), data.from(), alpha, 0, alpha.length);
        return alpha;
    }

    /** Adds to each stored difference what was predicted for its place. */
    private static void restore(byte[] alpha, int width, int filter) {
        for (int i = 1; filter != 0 && i < alpha.length; i++) {
            alpha[i] += (byte) predicted(alpha, width, filter, i);
        }
    }

    private static int predicted(byte[] alpha, int width, int filter, int i) {
        if (i < width) {
            return alpha[i - 1];
        }
        int above = alpha[i - width] & 255;
        if (filter == VERTICAL || i % width == 0) {
            return above;
        }
        int left = alpha[i - 1] & 255;
        if (filter == HORIZONTAL) {
            return left;
        }
        assert filter == GRADIENT;
        return Math.max(0, Math.min(255, left + above - (alpha[i - width - 1] & 255)));
    }
}
