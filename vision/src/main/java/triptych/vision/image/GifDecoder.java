package triptych.vision.image;

import java.awt.image.Raster;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageReader;

/** Decodes the first frame of a GIF file and lays it on its screen. */
final class GifDecoder {

    private GifDecoder() {}

    static RgbImage decode(ImageBytes file, Transparency transparency) throws IOException {
        GifHeader header = GifHeader.read(file);
        Extent screen = header.header().extent();
        byte[] indices = new byte[Math.toIntExact(screen.pixels())];
        // What the frame leaves of the screen shows the transparent colour, or the first one.
        Arrays.fill(indices, (byte) Math.max(0, header.transparent()));
        Window frame = header.frame();
        Raster raster = frame(file, frame.extent());
        byte[] row = new byte[frame.extent().width()];
        for (int y = 0; y < frame.extent().height(); y++) {
            raster.getDataElements(raster.getMinX(), raster.getMinY() + y, row.length, 1, row);
            System.arraycopy(row, 0, indices, (frame.top() + y) * screen.width() + frame.left(), row.length);
        }
        return colored(indices, screen, header, transparency);
    }

    private static Raster frame(ImageBytes file, Extent extent) throws IOException {
        ImageReader reader = Readers.open(ImageFormat.GIF, file);
        try {
            if (reader.getWidth(0) != extent.width() || reader.getHeight(0) != extent.height()) {
                throw file.fault("is a GIF whose first frame is not where it seemed to be");
            }
            return reader.read(0).getRaster();
        } finally {
            reader.dispose();
        }
    }

    private static RgbImage colored(byte[] indices, Extent extent, GifHeader header, Transparency transparency) {
        byte[] rgb = new byte[Math.toIntExact(extent.pixels() * RgbImage.CHANNELS)];
        int at = 0;
        for (byte one : indices) {
            int index = one & 255;
            boolean white = transparency == Transparency.ON_WHITE && index == header.transparent();
            for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
                rgb[at++] = white ? (byte) 255 : (byte) header.palette().level(index, channel);
            }
        }
        return new RgbImage(extent.width(), extent.height(), rgb);
    }
}
