package triptych.core.checkpoint;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.List;

/**
 * What a checkpoint says about one of its tensors.
 *
 * @param name as the checkpoint calls it
 * @param shape its sizes, none for a single number
 * @param type of its elements
 */
public record TensorInfo(String name, Shape shape, ElementType type) {

    /** The same, from sizes that a file gives: refuses those that no memory could hold. */
    static TensorInfo checked(FileBytes file, String name, List<Long> sizes, ElementType type) throws IOException {
        long bytes = type.bytes();
        for (long size : sizes) {
            // Also with a zero among the sizes, so that no product of some of them overflows either.
            if (size < 0 || size > Long.MAX_VALUE / Math.max(1, bytes)) {
                throw file.broken(name + " is " + sizes + ": no tensor has such a size");
            }
            bytes *= Math.max(1, size);
        }
        return new TensorInfo(name, new Shape(sizes), type);
    }

    /** Number of elements. */
    public long size() {
        return shape.size();
    }

    /** Bytes of its elements, as stored. */
    public long bytes() {
        return shape.size() * type.bytes();
    }

    @Override
    public String toString() {
        return name + " " + shape + " " + type;
    }
}
