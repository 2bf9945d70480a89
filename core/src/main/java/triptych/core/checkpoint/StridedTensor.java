package triptych.core.checkpoint;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A tensor as PyTorch stores it: a view of a storage, which other tensors may view too.
 *
 * @param info its name, shape and type
 * @param offset number of the storage's element where it begins
 * @param strides how many elements to go for the next one on each axis
 */
record StridedTensor(TensorInfo info, long offset, List<Long> strides) {

    private static final long MOST_BYTES = Integer.MAX_VALUE;

    /** Whether the elements lie one after the other, the last axis fastest. */
    boolean isContiguous() {
        if (info.size() == 0) {
            return true;
        }
        long wanted = 1;
        for (int axis = info.shape().dimension() - 1; axis >= 0; axis--) {
            long size = info.shape().get(axis);
            if (size != 1 && strides.get(axis) != wanted) {
                return false;
            }
            wanted *= size;
        }
        return true;
    }

    /** How many elements of the storage it covers, from the first it uses to the last. */
    long covered() {
        if (info.size() == 0) {
            return 0;
        }
        long last = 0;
        for (int axis = 0; axis < strides.size(); axis++) {
            last = Math.addExact(last, Math.multiplyExact(info.shape().get(axis) - 1, strides.get(axis)));
        }
        return Math.addExact(last, 1);
    }

    /**
     * Reads it from its storage into singles in the processor's memory.
     *
     * @param storage byte of {@code file} where the storage begins
     */
    void readInto(FileBytes file, long storage, NDArray array) throws IOException {
        if (isContiguous()) {
            span(file, storage, info).readInto(array);
            return;
        }
        try (NDManager scope = array.getManager().newSubManager(Device.cpu())) {
            NDArray covered = scope.create(flat().shape(), DataType.FLOAT32);
            span(file, storage, flat()).readInto(covered);
            inOrder(file, covered, array);
        }
    }

    /** Reads it in its own type. */
    NDArray readExact(FileBytes file, long storage, NDManager manager) throws IOException {
        if (isContiguous()) {
            return span(file, storage, info).readExact(manager);
        }
        try (NDManager scope = manager.newSubManager(Device.cpu())) {
            NDArray covered = span(file, storage, flat()).readExact(scope);
            NDArray array = manager.create(info.shape(), covered.getDataType(), Device.cpu());
            inOrder(file, covered, array);
            return Span.onDeviceOf(manager, array);
        }
    }

    private Span span(FileBytes file, long storage, TensorInfo what) {
        return new Span(file, what, storage + offset * info.type().bytes());
    }

    private TensorInfo flat() {
        return new TensorInfo(info.name(), new Shape(covered()), info.type());
    }

    private void inOrder(FileBytes file, NDArray covered, NDArray array) throws IOException {
        int bytes = covered.getDataType().getNumOfBytes();
        if (covered.size() * bytes > MOST_BYTES || info.size() * bytes > MOST_BYTES) {
            throw file.broken(info.name() + " is over 2 GB and its elements are not in order; save it contiguous");
        }
        ByteBuffer from = covered.toByteBuffer(true).order(ByteOrder.nativeOrder());
        copy(from, array.toByteBuffer(true).order(ByteOrder.nativeOrder()), bytes);
    }

    private void copy(ByteBuffer from, ByteBuffer to, int bytes) {
        int axes = strides.size();
        long[] index = new long[axes];
        int source = 0;
        while (to.hasRemaining()) {
            copyOne(from, source * bytes, to, bytes);
            for (int axis = axes - 1; axis >= 0; axis--) {
                source += (int) (long) strides.get(axis);
                if (++index[axis] < info.shape().get(axis)) {
                    break;
                }
                source -= (int) (index[axis] * strides.get(axis));
                index[axis] = 0;
            }
        }
    }

    private static void copyOne(ByteBuffer from, int at, ByteBuffer to, int bytes) {
        switch (bytes) {
            case Byte.BYTES -> to.put(from.get(at));
            case Short.BYTES -> to.putShort(from.getShort(at));
            case Integer.BYTES -> to.putInt(from.getInt(at));
            default -> to.putLong(from.getLong(at));
        }
    }
}
