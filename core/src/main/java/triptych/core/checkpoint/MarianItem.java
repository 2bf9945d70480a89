package triptych.core.checkpoint;

import java.util.List;

/**
 * An item of a Marian file.
 *
 * @param name Marian's own
 * @param kind how its elements are stored, one of those in {@link MarianHeader}
 * @param sizes as recorded, which is not how a matrix lies there: see {@link MarianBinary}
 * @param position byte in the file where it begins
 */
record MarianItem(String name, long kind, List<Long> sizes, long position) {

    static final long FLOAT32 = 0x0404;
    static final long INTGEMM8 = 0x4101;
    static final long INT8 = 0x0101;

    boolean isEmbedding() {
        return name.contains("Wemb");
    }

    boolean isMatrix() {
        return sizes.size() == 2 && sizes.get(0) > 1;
    }

    /** Number of elements. */
    long size() {
        return sizes.stream().reduce(1L, (a, b) -> a * b);
    }

    /** Bytes that its content needs; the block may be longer. */
    long bytes() {
        if (kind == FLOAT32) {
            return size() * Float.BYTES;
        }
        // The multiplier of a quantised matrix follows its elements.
        return kind == INTGEMM8 ? size() + Float.BYTES : size();
    }
}
