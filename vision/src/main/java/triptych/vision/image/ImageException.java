package triptych.vision.image;

import java.io.IOException;

/** A picture that cannot be decoded: damaged, of an unknown type, or beyond a limit. */
public class ImageException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * Names the picture and its fault.
     *
     * @param name the file, or what else the picture came from
     * @param message what was found, what was needed
     */
    public ImageException(String name, String message) {
        super(name + ": " + message);
    }

    /** Does the same, with what caused it. */
    public ImageException(String name, String message, Throwable cause) {
        super(name + ": " + message, cause);
    }
}
