package triptych.vision.image.vp8;

/** Smooths the edges between blocks, section 15. */
final class LoopFilter {

    private static final int MACROBLOCK_EDGE = 4;

    private final FrameHeader header;

    LoopFilter(FrameHeader header) {
        this.header = header;
    }

    /**
     * Smooths the edges of a macroblock, of those in front of it first.
     *
     * @param level 1 to 63
     * @param inside whether the edges inside it are smoothed too
     */
    void apply(Picture picture, int row, int column, int level, boolean inside) {
        int interior = interior(level);
        int limit = 2 * level + interior;
        Strength inner = new Strength(limit, interior, threshold(level), false);
        Strength outer = new Strength(limit + MACROBLOCK_EDGE, interior, threshold(level), true);
        Plane luma = picture.luma();
        boolean simple = header.simpleFilter();
        if (column > 0) {
            edges(luma, row * 16, column * 16, 16, false, simple, outer);
            chroma(picture, row, column, 0, false, outer);
        }
        if (inside) {
            for (int i = 4; i < 16; i += 4) {
                edges(luma, row * 16, column * 16 + i, 16, false, simple, inner);
            }
            chroma(picture, row, column, 4, false, inner);
        }
        if (row > 0) {
            edges(luma, row * 16, column * 16, 16, true, simple, outer);
            chroma(picture, row, column, 0, true, outer);
        }
        if (inside) {
            for (int i = 4; i < 16; i += 4) {
                edges(luma, row * 16 + i, column * 16, 16, true, simple, inner);
            }
            chroma(picture, row, column, 4, true, inner);
        }
    }

    private void chroma(Picture picture, int row, int column, int offset, boolean horizontal, Strength strength) {
        if (header.simpleFilter()) {
            return;
        }
        int top = row * 8 + (horizontal ? offset : 0);
        int left = column * 8 + (horizontal ? 0 : offset);
        edges(picture.blue(), top, left, 8, horizontal, false, strength);
        edges(picture.red(), top, left, 8, horizontal, false, strength);
    }

    /** Smooths across an edge of {@code length} samples that begins at {@code row} and {@code column}. */
    private static void edges(
            Plane plane, int row, int column, int length, boolean horizontal, boolean simple, Strength strength) {
        int across = horizontal ? plane.stride() : 1;
        int along = horizontal ? 1 : plane.stride();
        int at = plane.at(row, column);
        for (int i = 0; i < length; i++, at += along) {
            if (simple) {
                EdgeFilter.simple(plane, at, across, strength);
            } else {
                EdgeFilter.normal(plane, at, across, strength);
            }
        }
    }

    private int interior(int level) {
        int interior = level;
        if (header.sharpness() > 0) {
            interior >>= header.sharpness() > 4 ? 2 : 1;
            interior = Math.min(interior, 9 - header.sharpness());
        }
        return Math.max(1, interior);
    }

    private static int threshold(int level) {
        if (level >= 40) {
            return 2;
        }
        return level >= 15 ? 1 : 0;
    }

    /**
     * How much an edge may differ and still be smoothed.
     *
     * @param edge across it
     * @param interior beside it
     * @param threshold beside it, above which only its own two samples change
     * @param wide whether it lies between macroblocks, where three samples on each side change
     */
    record Strength(int edge, int interior, int threshold, boolean wide) {}
}
