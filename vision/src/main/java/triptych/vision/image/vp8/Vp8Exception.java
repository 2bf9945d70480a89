package triptych.vision.image.vp8;

import java.io.IOException;

/** A bit stream that is damaged or cut off. */
public class Vp8Exception extends IOException {

    private static final long serialVersionUID = 1L;

    /** Says what is wrong with the bit stream. */
    public Vp8Exception(String message) {
        super(message);
    }
}
