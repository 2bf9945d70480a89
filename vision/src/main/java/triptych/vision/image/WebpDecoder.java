package triptych.vision.image;

import java.io.IOException;
import java.util.Arrays;
import triptych.vision.image.vp8.Vp8Decoder;

/** Decodes the first frame of a WebP file and lays it on its canvas. */
final class WebpDecoder {

    private static final int CLEAR = 0;

    private WebpDecoder() {}

    static RgbImage decode(ImageBytes file, Transparency transparency) throws IOException {
        WebpHeader header = WebpHeader.read(file);
        Extent extent = header.frame().extent();
        RgbImage frame;
        byte[] alpha;
        if (header.lossless()) {
            int[] argb = WebpLossless.argb(file, header);
            frame = WebpLossless.colors(argb, extent);
            alpha = WebpLossless.alpha(argb);
        } else {
            WebpHeader.Span data = header.data();
            byte[] rgb = Vp8Decoder.rgb(file.array(), data.from(), data.length());
            frame = new RgbImage(extent.width(), extent.height(), rgb);
            alpha = transparency == Transparency.ON_WHITE ? WebpAlpha.decode(file, header) : null;
        }
        if (transparency == Transparency.ON_WHITE && alpha != null) {
            layOnWhite(frame.rgb(), alpha);
        }
        return onCanvas(frame, header, transparency);
    }

    private static void layOnWhite(byte[] rgb, byte[] alpha) {
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = Alpha.onWhite(rgb[i] & 255, alpha[i / RgbImage.CHANNELS] & 255);
        }
    }

    private static RgbImage onCanvas(RgbImage frame, WebpHeader header, Transparency transparency) {
        Extent canvas = header.header().extent();
        if (canvas.equals(Extent.of(frame))) {
            return frame;
        }
        byte[] rgb = new byte[Math.toIntExact(canvas.pixels() * RgbImage.CHANNELS)];
        Arrays.fill(rgb, transparency == Transparency.ON_WHITE ? (byte) 255 : CLEAR);
        int bytes = frame.width() * RgbImage.CHANNELS;
        for (int y = 0; y < frame.height(); y++) {
            int to = ((header.frame().top() + y) * canvas.width()
                            + header.frame().left())
                    * RgbImage.CHANNELS;
            System.arraycopy(frame.rgb(), y * bytes, rgb, to, bytes);
        }
        return new RgbImage(canvas.width(), canvas.height(), rgb);
    }
}
