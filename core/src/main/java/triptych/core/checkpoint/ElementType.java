package triptych.core.checkpoint;

import ai.djl.ndarray.types.DataType;

/** How a checkpoint stores the elements of a tensor; all are little-endian. */
public enum ElementType {
    /** IEEE single precision. */
    F32(4, DataType.FLOAT32),
    /** IEEE half precision. */
    F16(2, DataType.FLOAT16),
    /** The upper half of a single; DJL has no arrays of it, so it is read as float32. */
    BF16(2, DataType.FLOAT32),
    /** IEEE double precision. */
    F64(8, DataType.FLOAT64),
    /** Signed, 64 bits. */
    I64(8, DataType.INT64),
    /** Signed, 32 bits. */
    I32(4, DataType.INT32),
    /** Signed, 8 bits. */
    I8(1, DataType.INT8),
    /** Unsigned, 8 bits. */
    U8(1, DataType.UINT8),
    /** One byte, 0 or 1. */
    BOOL(1, DataType.BOOLEAN);

    private final int bytes;
    private final DataType array;

    ElementType(int bytes, DataType array) {
        this.bytes = bytes;
        this.array = array;
    }

    /** Bytes of one element in the file. */
    public int bytes() {
        return bytes;
    }

    /** Type of the array that holds such elements exactly. */
    public DataType array() {
        return array;
    }

    /** Whether it can hold weights. */
    public boolean isFloating() {
        return this == F32 || this == F16 || this == BF16 || this == F64;
    }
}
