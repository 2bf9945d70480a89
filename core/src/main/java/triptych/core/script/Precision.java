package triptych.core.script;

/** How a program keeps and multiplies the matrices of {@code linear}; everything else is the same, and float32. */
public enum Precision {
    /** Exact. */
    FLOAT32,
    /** Nearly lossless: matrices rounded to float16, sums in float32. On the CPU, and there on x86 only. */
    FLOAT16,
    /** Fastest: eight-bit rows with a scale each, activations quantized on the fly. As {@link #FLOAT16} on x86 only. */
    INT8
}
