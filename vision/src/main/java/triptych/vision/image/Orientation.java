package triptych.vision.image;

/** What becomes of the orientation that a camera notes in a file's EXIF data. */
public enum Orientation {
    /** The picture is turned as the camera was held. */
    UPRIGHT,
    /** The pixels stay as stored, but for TIFF, whose orientation Pillow applies at any rate. */
    AS_STORED
}
