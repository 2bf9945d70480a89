package triptych.vision.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Decodes picture files to red, green and blue, as Pillow's {@code Image.open(file).convert("RGB")} does: colour
 * profiles and gamma are ignored, 16-bit gray is clipped at 255, of 16-bit colour the high byte is kept.
 *
 * <p>Limits are checked before anything is decoded, and the first bytes of a file decide its type, not its name.
 * Decoders hold no state; threads may share them.
 */
public interface ImageDecoder {

    /** Returns the decoder in pure Java, fit for untrusted files, with {@link DecodeSettings#STANDARD}. */
    static ImageDecoder standard() {
        return of(DecodeSettings.STANDARD);
    }

    /** Returns the decoder in pure Java, fit for untrusted files. */
    static ImageDecoder of(DecodeSettings settings) {
        return new JavaDecoder(settings);
    }

    /**
     * Returns the decoder of OpenCV, in native code, for files one trusts: faster on PNG and WebP, and for these and
     * JPEG only. The first call unpacks its library into the folder for temporary files and takes about a second.
     *
     * @throws IllegalArgumentException if pictures shall be laid on white, which it cannot do
     */
    static ImageDecoder openCv(DecodeSettings settings) {
        return new OpenCvDecoder(settings);
    }

    /** Returns what the decoder was told. */
    DecodeSettings settings();

    /**
     * Decodes a file in memory.
     *
     * @param bytes the whole file
     * @param name what errors call it
     * @throws ImageException if it is damaged, of a type that is unknown or not taken, or beyond a limit
     */
    RgbImage decode(byte[] bytes, String name) throws ImageException;

    /**
     * Reads and decodes a file.
     *
     * @throws ImageException if it is damaged, of a type that is unknown or not taken, or beyond a limit
     * @throws IOException if it cannot be read
     */
    default RgbImage decode(Path file) throws IOException {
        settings().limits().checkBytes(file.toString(), Files.size(file));
        try (InputStream in = Files.newInputStream(file)) {
            return decode(in, file.toString());
        }
    }

    /**
     * Reads a stream to its end, or to just beyond the limit, and decodes it. The caller closes it.
     *
     * @param name what errors call it
     * @throws ImageException if it is damaged, of a type that is unknown or not taken, or beyond a limit
     * @throws IOException if the stream cannot be read
     */
    default RgbImage decode(InputStream in, String name) throws IOException {
        int most = settings().limits().bytes();
        byte[] bytes = in.readNBytes(most == Integer.MAX_VALUE ? most : most + 1);
        return decode(bytes, name);
    }
}
