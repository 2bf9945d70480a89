package triptych.vision.image;

/**
 * What a picture's file says of itself, before anything is decoded.
 *
 * @param format told by its first bytes
 * @param extent the size as stored, before it is turned upright
 */
public record ImageInfo(ImageFormat format, Extent extent) {

    /**
     * Reads the header of a file in memory; nothing is decoded, and no memory taken for pixels.
     *
     * @param bytes the whole file
     * @param name what errors call it
     * @throws ImageException if it is of no known type, or its header is damaged
     */
    public static ImageInfo of(byte[] bytes, String name) throws ImageException {
        ImageBytes file = new ImageBytes(name, bytes);
        ImageFormat format = CheckedImage.format(file);
        return new ImageInfo(format, format.header(file).extent());
    }
}
