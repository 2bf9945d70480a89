package triptych.core.script;

/**
 * How a program keeps and multiplies the matrices of {@code linear}. Everything else is the same, and float32; only
 * tables that are looked up are kept as float16 where matrices are not float32. A machine without a kernel of a
 * precision runs its matrices in float32, and {@link Recording#kernel} says so.
 */
public enum Precision {
    /** Exact. */
    FLOAT32,
    /**
     * Nearly lossless. On a CPU, matrices and tables rounded to float16, sums in float32; on a GPU, its own float16.
     */
    FLOAT16,
    /** Half of float16's digits, with the range of float32. On GPUs only. */
    BFLOAT16,
    /** Fastest: eight-bit rows with a scale each, activations quantized on the fly; tables as float16. On CPUs only. */
    INT8
}
