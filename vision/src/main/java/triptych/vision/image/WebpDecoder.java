package triptych.vision.image;

import java.io.IOException;
import java.util.Arrays;

/** Decodes the first frame of a WebP file and lays it on its canvas. */
final class WebpDecoder {

    private static final int CLEAR = 0;

    private WebpDecoder() {}

    static RgbImage decode(ImageBytes file, Transparency transparency) throws IOException {
        WebpHeader header = WebpHeader.read(file);
        RgbImage frame;
        byte[] alpha = null;
        if (header.lossless()) {
            WebpLossless decoded =
                    WebpLossless.decode(file, header.data(), header.frame().extent());
            frame = decoded.image();
            alpha = decoded.alpha();
        } else {
            throw file.fault("is a lossy WebP, which cannot be decoded yet");
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
