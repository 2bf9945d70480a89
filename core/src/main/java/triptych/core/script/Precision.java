package triptych.core.script;

/**
 * How a program keeps and multiplies the matrices of {@code linear}. Everything else is the same, and float32; only
 * tables that are looked up are kept as float16 where matrices are.
 */
public enum Precision {
    /** Exact. */
    FLOAT32,
    /** Nearly lossless: matrices and tables rounded to float16, sums in float32. On the CPU, and there on x86 only. */
    FLOAT16,
    /**
     * Fastest: eight-bit rows with a scale each, activations quantized on the fly; tables as float16. As
     * {@link #FLOAT16} on x86 only.
     */
    INT8
}
