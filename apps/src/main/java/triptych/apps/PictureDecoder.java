package triptych.apps;

import triptych.vision.image.DecodeSettings;
import triptych.vision.image.ImageDecoder;

/** What decodes picture files. */
public enum PictureDecoder {
    /** In pure Java, fit for files of strangers: JPEG, PNG, GIF, BMP, WebP and TIFF. */
    JAVA,
    /** OpenCV, in native code, for files one trusts: faster on PNG and WebP, and for these and JPEG only. */
    OPENCV;

    ImageDecoder open() {
        return switch (this) {
            case JAVA -> ImageDecoder.standard();
            case OPENCV -> ImageDecoder.openCv(DecodeSettings.STANDARD);
        };
    }
}
