package triptych.vision.image;

/** What becomes of a picture's transparency, since models see none. */
public enum Transparency {
    /** The colour under it stays as stored, whatever that is; Pillow's {@code convert("RGB")} does so. */
    DROPPED,
    /** The picture is laid on white. */
    ON_WHITE
}
