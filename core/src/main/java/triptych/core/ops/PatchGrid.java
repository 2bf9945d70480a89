package triptych.core.ops;

/**
 * How pictures are cut into square patches, row after row. What is left at the right and bottom is not used.
 *
 * @param height of the pictures that positions were trained for, in pixels
 * @param width of the pictures that positions were trained for, in pixels
 * @param patchSize side of a patch, in pixels
 */
public record PatchGrid(int height, int width, int patchSize) {

    /** Refuses pictures without a whole patch. */
    public PatchGrid {
        if (patchSize < 1 || height < patchSize || width < patchSize) {
            throw new IllegalArgumentException("pictures of %d by %d pixels (height, width) hold no patch of %d by %d"
                    .formatted(height, width, patchSize, patchSize));
        }
    }

    /** How many patches lie below each other in a trained picture. */
    public int rows() {
        return height / patchSize;
    }

    /** How many patches lie beside each other in a trained picture. */
    public int columns() {
        return width / patchSize;
    }

    /** How many patches a trained picture has. */
    public int patches() {
        return rows() * columns();
    }
}
