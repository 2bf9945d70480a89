package triptych.vision.image;

/** The size that a picture is resized to, given the size it has. */
public sealed interface TargetSize {

    /** Returns the new size of a picture of size {@code old}. */
    Extent of(Extent old);

    /**
     * One size for every picture, whatever its shape.
     *
     * @param extent the size
     */
    record Exactly(Extent extent) implements TargetSize {
        @Override
        public Extent of(Extent old) {
            return extent;
        }
    }

    /**
     * The shorter side gets a length, the longer one keeps the shape; it is cut to whole pixels, not rounded.
     *
     * @param edge the new length of the shorter side, at least 1
     */
    record ShortestEdge(int edge) implements TargetSize {
        @Override
        public Extent of(Extent old) {
            int longer = Math.max(old.height(), old.width());
            int shorter = Math.min(old.height(), old.width());
            int newLonger = (int) ((double) ((long) edge * longer) / shorter);
            return old.width() <= old.height() ? new Extent(newLonger, edge) : new Extent(edge, newLonger);
        }
    }

    /**
     * The shorter side gets a length, unless the longer one would then be too long.
     *
     * @param shortest the wanted length of the shorter side, at least 1
     * @param longest the most that the longer side may have, at least 1
     */
    record ShortestAndLongest(int shortest, int longest) implements TargetSize {
        @Override
        public Extent of(Extent old) {
            int longer = Math.max(old.height(), old.width());
            int shorter = Math.min(old.height(), old.width());
            double exact = 0;
            int edge = shortest;
            if ((double) longer / shorter * shortest > longest) {
                exact = (double) ((long) longest * shorter) / longer;
                edge = (int) Math.rint(exact);
            }
            if (shorter == edge) {
                return old;
            }
            int other =
                    exact > 0 ? (int) (exact * longer / shorter) : (int) ((double) ((long) edge * longer) / shorter);
            return old.width() < old.height() ? new Extent(other, edge) : new Extent(edge, other);
        }
    }

    /**
     * As large as fits into a box without changing the shape.
     *
     * @param box the most height and width
     */
    record Within(Extent box) implements TargetSize {
        @Override
        public Extent of(Extent old) {
            double scale = Math.min((double) box.height() / old.height(), (double) box.width() / old.width());
            return new Extent((int) (old.height() * scale), (int) (old.width() * scale));
        }
    }
}
