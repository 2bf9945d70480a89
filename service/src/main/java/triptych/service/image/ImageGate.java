package triptych.service.image;

import java.io.IOException;
import triptych.apps.PictureHeader;
import triptych.service.problem.ProblemException;
import triptych.service.settings.LimitSettings;

/**
 * Looks at what a picture says of itself before any of it is decoded: its format by its first bytes, its size by its
 * header.
 *
 * @param limits of a request
 */
public record ImageGate(LimitSettings limits) {

    /**
     * Checks a picture.
     *
     * @param bytes the whole file
     * @param pointer where it stands in the request; empty for the whole body
     * @throws ProblemException 413 if it has too many bytes, 415 if its format is not taken, 422 if it has too many
     *     pixels or its header is damaged
     */
    public void check(byte[] bytes, String pointer) {
        if (bytes.length > limits.imageBytes()) {
            throw ProblemException.tooLarge(
                    "the picture has " + bytes.length + " bytes, the most is " + limits.imageBytes());
        }
        PictureHeader header = header(bytes, pointer);
        if (!limits.formats().contains(header.format())) {
            throw ProblemException.wrongType("the picture is a " + header.format() + "; taken are " + limits.formats());
        }
        String size = "is " + header.width() + " x " + header.height() + " pixels large, the most is ";
        if (Math.max(header.width(), header.height()) > limits.side()) {
            throw ProblemException.impossible(pointer, size + limits.side() + " a side");
        }
        if (header.pixels() > limits.pixels()) {
            throw ProblemException.impossible(pointer, size + limits.pixels() + " together");
        }
    }

    private PictureHeader header(byte[] bytes, String pointer) {
        try {
            return PictureHeader.of(bytes, "the picture");
        } catch (IOException e) {
            throw ProblemException.impossible(pointer, String.valueOf(e.getMessage()));
        }
    }
}
