package triptych.vision.image.vp8;

/** Predicts whole blocks, 16 x 16 of luma and 8 x 8 of chroma, section 12.2 and 12.3. */
final class Prediction {

    private static final int WITHOUT_EDGES = 128;

    private Prediction() {}

    /**
     * Fills a block of {@code size} x {@code size} samples at {@code row} and {@code column} by one of the whole modes
     * of {@link Modes}.
     */
    static void fill(Plane plane, int row, int column, int size, int mode) {
        int at = plane.at(row, column);
        if (mode == Modes.AVERAGE) {
            int average = average(plane, row, column, size);
            for (int y = 0; y < size; y++) {
                for (int x = 0; x < size; x++) {
                    plane.set(at + y * plane.stride() + x, average);
                }
            }
            return;
        }
        int corner = plane.get(at - plane.stride() - 1);
        for (int y = 0; y < size; y++) {
            int to = at + y * plane.stride();
            int left = plane.get(to - 1);
            for (int x = 0; x < size; x++) {
                int above = plane.get(at - plane.stride() + x);
                switch (mode) {
                    case Modes.VERTICAL -> plane.set(to + x, above);
                    case Modes.HORIZONTAL -> plane.set(to + x, left);
                    default -> plane.setClipped(to + x, left + above - corner);
                }
            }
        }
    }

    /** Unlike the other modes, the average looks only at edges inside the picture. */
    private static int average(Plane plane, int row, int column, int size) {
        int at = plane.at(row, column);
        int sum = 0;
        int count = 0;
        if (row > 0) {
            for (int x = 0; x < size; x++) {
                sum += plane.get(at - plane.stride() + x);
            }
            count += size;
        }
        if (column > 0) {
            for (int y = 0; y < size; y++) {
                sum += plane.get(at + y * plane.stride() - 1);
            }
            count += size;
        }
        return count == 0 ? WITHOUT_EDGES : (sum + count / 2) / count;
    }
}
