package triptych.core.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Something done to a checkpoint's tensor before it is a model's weight. */
public sealed interface Step {

    /**
     * The shape of what {@link #apply} makes.
     *
     * @throws IllegalArgumentException if it cannot be done to a tensor of the shape {@code stored}
     */
    Shape shape(Shape stored);

    /** A view of {@code stored}, in its manager. */
    NDArray apply(NDArray stored);

    /** Swaps the two axes of a matrix. */
    record Transposed() implements Step {

        @Override
        public Shape shape(Shape stored) {
            if (stored.dimension() != 2) {
                throw new IllegalArgumentException("only a matrix can be transposed");
            }
            return new Shape(stored.get(1), stored.get(0));
        }

        @Override
        public NDArray apply(NDArray stored) {
            return stored.transpose();
        }
    }

    /** Which axis is cut. */
    enum Axis {
        /** Rows, the outputs of a linear layer. */
        FIRST,
        /** Columns. */
        LAST
    }

    /**
     * Takes one of several equal parts.
     *
     * @param axis which axis is cut
     * @param part which of the parts, from 0
     * @param parts how many there are
     */
    record Part(Axis axis, int part, int parts) implements Step {

        /** Refuses a part that is not one of the parts. */
        public Part {
            if (part < 0 || part >= parts) {
                throw new IllegalArgumentException("part " + (part + 1) + " of " + parts + " does not exist");
            }
        }

        @Override
        public Shape shape(Shape stored) {
            if (stored.dimension() == 0 || length(stored) % parts != 0) {
                throw new IllegalArgumentException("it cannot be cut into " + parts + " equal parts");
            }
            long[] sizes = stored.getShape().clone();
            sizes[axis(stored)] /= parts;
            return new Shape(sizes);
        }

        @Override
        public NDArray apply(NDArray stored) {
            long width = length(stored.getShape()) / parts;
            String range = part * width + ":" + (part + 1) * width;
            return stored.get(new NDIndex(axis == Axis.FIRST ? range : "..., " + range));
        }

        private long length(Shape stored) {
            return stored.get(axis(stored));
        }

        private int axis(Shape stored) {
            return axis == Axis.FIRST ? 0 : stored.dimension() - 1;
        }
    }

    /**
     * Reads a step as a table writes it: {@code transposed}, {@code part 2 of 3} (of the last axis), {@code rows 2 of
     * 3} (of the first).
     */
    static Step of(String text) {
        if (text.equals("transposed")) {
            return new Transposed();
        }
        Matcher cut = Pattern.compile("(part|rows) (\\d{1,4}) of (\\d{1,4})").matcher(text);
        if (!cut.matches()) {
            throw new IllegalArgumentException(
                    "unknown step '" + text + "'; known are transposed, part 1 of 3, rows 1 of 3");
        }
        Axis axis = cut.group(1).equals("rows") ? Axis.FIRST : Axis.LAST;
        return new Part(axis, Integer.parseInt(cut.group(2)) - 1, Integer.parseInt(cut.group(3)));
    }
}
