package triptych.core.checkpoint;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A tensor whose elements lie one after the other in a file.
 *
 * @param file where they lie
 * @param info what they are
 * @param position byte in the file where the first begins
 */
record Span(FileBytes file, TensorInfo info, long position) {

    // A Java buffer ends at 2 GB, an array doesn't: longer ones are filled by pieces.
    private static final int MOST_ELEMENTS = 1 << 27;
    private static final int BYTES_WIDENED_AT_ONCE = 1 << 16;

    /** Reads the elements, which must be floating, into as many singles in the processor's memory. */
    void readInto(NDArray array) throws IOException {
        if (!info.type().isFloating()) {
            throw file.broken(info.name() + " is stored as " + info.type() + "; weights must be F32, F16, BF16 or F64");
        }
        fill(array, MOST_ELEMENTS);
    }

    /** Reads the elements in their own type; bfloat16 as float32. */
    NDArray readExact(NDManager manager) throws IOException {
        return read(manager, info.type().array(), MOST_ELEMENTS);
    }

    /** The same in pieces of at most {@code mostElements}, for tests. */
    NDArray read(NDManager manager, DataType type, int mostElements) throws IOException {
        NDArray array = manager.create(info.shape(), type, Device.cpu());
        try {
            fill(array, mostElements);
        } catch (IOException | RuntimeException e) {
            array.close();
            throw e;
        }
        return onDeviceOf(manager, array);
    }

    /** Moves an array from memory to where {@code manager} has its arrays. */
    static NDArray onDeviceOf(NDManager manager, NDArray array) {
        if (manager.getDevice().equals(Device.cpu())) {
            return array;
        }
        try (array) {
            return array.toDevice(manager.getDevice(), true);
        }
    }

    private void fill(NDArray array, int mostElements) throws IOException {
        long size = info.size();
        if (size == 0) {
            return;
        }
        if (size <= mostElements) {
            fillPiece(array, 0);
            return;
        }
        try (NDArray flat = array.reshape(size)) {
            for (long start = 0; start < size; start += mostElements) {
                try (NDArray piece = flat.get(new NDIndex("{}:{}", start, Math.min(size, start + mostElements)))) {
                    fillPiece(piece, start);
                }
            }
        }
    }

    private void fillPiece(NDArray piece, long start) throws IOException {
        // The array's own memory: what is written here needs no second copy.
        ByteBuffer memory = piece.toByteBuffer(true).order(ByteOrder.nativeOrder());
        long from = position + start * info.type().bytes();
        if (piece.getDataType() == info.type().array() && info.type() != ElementType.BF16) {
            file.read(from, memory);
            return;
        }
        ByteBuffer stored = ByteBuffer.allocateDirect(BYTES_WIDENED_AT_ONCE).order(ByteOrder.LITTLE_ENDIAN);
        var floats = memory.asFloatBuffer();
        while (floats.hasRemaining()) {
            stored.clear().limit((int) Math.min(
                    stored.capacity(), (long) floats.remaining() * info.type().bytes()));
            int length = stored.remaining();
            file.read(from, stored);
            Widening.widen(info.type(), stored.flip(), floats);
            from += length;
        }
    }
}
