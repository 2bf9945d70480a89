package triptych.vision.image;

import java.io.IOException;
import triptych.vision.image.vp8l.Vp8lDecoder;

/** Makes colours and opacity of WebP's lossless pixels. */
final class WebpLossless {

    private WebpLossless() {}

    /**
     * Decodes the lossless data of a file's first frame, as {@code height × width} pixels with alpha in the highest
     * byte.
     */
    static int[] argb(ImageBytes file, WebpHeader header) throws IOException {
        WebpHeader.Span data = header.data();
        return Vp8lDecoder.argb(file.array(), data.from(), data.length());
    }

    /** Returns the colours, those under transparency included. */
    static RgbImage colors(int[] argb, Extent extent) {
        byte[] rgb = new byte[Math.multiplyExact(argb.length, RgbImage.CHANNELS)];
        int at = 0;
        for (int pixel : argb) {
            rgb[at++] = (byte) (pixel >> 16);
            rgb[at++] = (byte) (pixel >> 8);
            rgb[at++] = (byte) pixel;
        }
        return new RgbImage(extent.width(), extent.height(), rgb);
    }

    /** Returns the opacity of each pixel, 0 to 255. */
    static byte[] alpha(int[] argb) {
        byte[] alpha = new byte[argb.length];
        for (int i = 0; i < alpha.length; i++) {
            alpha[i] = (byte) (argb[i] >> 24);
        }
        return alpha;
    }

    /** Decodes an alpha plane, whose samples are the green ones of pixels without a header. */
    static byte[] plane(ImageBytes file, WebpHeader.Span data, Extent extent) throws IOException {
        int[] argb =
                Vp8lDecoder.withoutHeader(file.array(), data.from(), data.length(), extent.width(), extent.height());
        byte[] plane = new byte[argb.length];
        for (int i = 0; i < plane.length; i++) {
            plane[i] = (byte) (argb[i] >> 8);
        }
        return plane;
    }
}
