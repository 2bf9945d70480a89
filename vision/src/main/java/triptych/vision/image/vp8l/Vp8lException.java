package triptych.vision.image.vp8l;

import java.io.IOException;

/** A bit stream that is damaged or cut off. */
public class Vp8lException extends IOException {

    private static final long serialVersionUID = 1L;

    /** Says what is wrong with the bit stream. */
    public Vp8lException(String message) {
        super(message);
    }
}
