package triptych.core.ops;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Optional;

/**
 * Memory for arrays that are needed for a moment only, used again and again. PyTorch asks the C library for memory that
 * is aligned, and what it frees of that is a little too small for the next that asks for as much: a thousand such
 * arrays would leave a thousand holes. For one thread.
 */
public final class Scratch implements AutoCloseable {

    /** Arrays begin where a line of the processor's cache does. */
    private static final long ALIGNED_NUMBERS = 16;

    private final NDArray memory;
    private long used;

    /**
     * Takes memory.
     *
     * @param parent owns it
     * @param numbers how many singles it holds
     */
    public Scratch(NDManager parent, long numbers) {
        memory = parent.create(new Shape(numbers), DataType.FLOAT32, Device.cpu());
    }

    /** How much of its memory an array of so many singles takes. */
    public static long room(long numbers) {
        return (numbers + ALIGNED_NUMBERS - 1) / ALIGNED_NUMBERS * ALIGNED_NUMBERS;
    }

    /**
     * Singles in the processor's memory, whose values are anything.
     *
     * @param manager owns the array, which is of use until {@link #clear} is called
     * @return empty if there is no room for them
     */
    public Optional<NDArray> take(Shape shape, NDManager manager) {
        long size = shape.size();
        if (size == 0 || used + size > memory.size()) {
            return Optional.empty();
        }
        try (NDArray part = memory.get(new NDIndex("{}:{}", used, used + size))) {
            NDArray array = part.reshape(shape);
            array.attach(manager);
            used += room(size);
            return Optional.of(array);
        }
    }

    /** Gives all its memory to those who take next. */
    public void clear() {
        used = 0;
    }

    @Override
    public void close() {
        memory.close();
    }
}
