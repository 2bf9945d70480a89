package triptych.core.checkpoint;

import ai.djl.ndarray.types.Shape;

/**
 * What a checkpoint says about one of its tensors.
 *
 * @param name as the checkpoint calls it
 * @param shape its sizes, none for a single number
 * @param type of its elements
 */
public record TensorInfo(String name, Shape shape, ElementType type) {

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
