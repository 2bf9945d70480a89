package triptych.vision.image;

import java.util.EnumSet;
import java.util.Set;
import nu.pattern.OpenCV;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;

/**
 * Decodes with the OpenCV that DJL's extension brings along: native code, for files one trusts. It is never chosen but
 * by name.
 *
 * <p>The checks before decoding and the orientation are those of {@link JavaDecoder}. What OpenCV would decode
 * otherwise than Pillow is refused, but for CMYK, which may be one level off.
 */
final class OpenCvDecoder implements ImageDecoder {

    private static final Set<ImageFormat> FORMATS = Set.of(ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.WEBP);
    private static final int PNG_BITS = 24;
    private static final int WEBP_FLAGS = 20;
    private static final int WEBP_ANIMATION = 2;

    private final DecodeSettings settings;

    OpenCvDecoder(DecodeSettings settings) {
        if (settings.transparency() != Transparency.DROPPED) {
            throw new IllegalArgumentException(
                    "OpenCV decodes with transparency " + Transparency.DROPPED + ", not " + settings.transparency());
        }
        Set<ImageFormat> formats = EnumSet.copyOf(FORMATS);
        formats.retainAll(settings.formats());
        this.settings = settings.only(formats);
        OpenCV.loadLocally();
    }

    @Override
    public DecodeSettings settings() {
        return settings;
    }

    @Override
    public RgbImage decode(byte[] bytes, String name) throws ImageException {
        CheckedImage image = CheckedImage.check(bytes, name, settings);
        refuseOtherPixels(image);
        RgbImage stored = stored(image);
        return settings.orientation() == Orientation.UPRIGHT
                ? Turn.upright(stored, image.header().orientation())
                : stored;
    }

    private static void refuseOtherPixels(CheckedImage image) throws ImageException {
        ImageBytes file = image.file();
        if (image.format() == ImageFormat.PNG && file.u8(PNG_BITS) > Byte.SIZE) {
            throw file.fault("is a PNG of 16 bits a sample, which OpenCV reads otherwise than the reference");
        }
        if (image.format() == ImageFormat.WEBP && file.has(12, "VP8X") && (file.u8(WEBP_FLAGS) & WEBP_ANIMATION) != 0) {
            throw file.fault("is an animated WebP, which OpenCV does not read");
        }
    }

    private static RgbImage stored(CheckedImage image) throws ImageException {
        MatOfByte encoded = new MatOfByte(image.file().array());
        try {
            Mat picture = Imgcodecs.imdecode(encoded, Imgcodecs.IMREAD_COLOR | Imgcodecs.IMREAD_IGNORE_ORIENTATION);
            try {
                return rgb(picture, image);
            } finally {
                picture.release();
            }
        } catch (RuntimeException e) {
            // OpenCV's own exception is unchecked, and what it meets in a file is no fault of the program.
            throw new ImageException(
                    image.file().name(), "OpenCV cannot decode this " + image.format() + ": " + e.getMessage(), e);
        } finally {
            encoded.release();
        }
    }

    private static RgbImage rgb(Mat picture, CheckedImage image) throws ImageException {
        if (picture.empty()) {
            throw image.file().fault("OpenCV cannot decode this " + image.format());
        }
        image.checkAgrees(picture.cols(), picture.rows());
        if (picture.type() != CvType.CV_8UC3) {
            throw image.file()
                    .fault("OpenCV made samples of type " + CvType.typeToString(picture.type())
                            + " of it; needed: CV_8UC3");
        }
        byte[] samples = new byte[Math.toIntExact(picture.total() * RgbImage.CHANNELS)];
        picture.get(0, 0, samples);
        for (int i = 0; i < samples.length; i += RgbImage.CHANNELS) {
            byte blue = samples[i];
            samples[i] = samples[i + 2];
            samples[i + 2] = blue;
        }
        return new RgbImage(picture.cols(), picture.rows(), samples);
    }
}
