package triptych.vision.image;

/**
 * What a file says of itself before anything is decoded.
 *
 * @param extent the size of the picture as stored
 * @param orientation EXIF's number for how to turn it, 1 (not at all) to 8
 */
record ImageHeader(Extent extent, int orientation) {}
