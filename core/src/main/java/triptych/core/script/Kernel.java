package triptych.core.script;

import java.util.List;
import triptych.core.script.KernelCode.Float16;
import triptych.core.script.KernelCode.Int8;
import triptych.core.script.KernelCode.Narrow;
import triptych.core.script.KernelCode.OneDnn;
import triptych.core.script.KernelCode.Plain;

/** What multiplies a matrix in a program. docs/performance.md has the figures behind each choice. */
@SuppressWarnings("ImmutableEnumChecker") // all code is records; its annotation is in a library nothing else needs
enum Kernel {
    /** What every device has. */
    PLAIN("torch.linear, float32", new Plain()),
    /** Laid out once as oneDNN reads it, which at eight rows is twice as fast as {@code torch.linear}. */
    ONEDNN("oneDNN, float32", new OneDnn()),
    /** Half-precision matrices, multiplied in float32. */
    FLOAT16("FBGEMM, float16", new Float16()),
    /** Eight-bit matrices and activations. */
    INT8("FBGEMM, int8", new Int8(false)),
    /**
     * The same with activations of seven bits, so that sums of two products fit into 16 bits: for processors without an
     * instruction that adds four products in 32.
     */
    INT8_HALVED("FBGEMM, int8, activations of 7 bits", new Int8(true)),
    /** A GPU's float16. */
    HALF("torch.linear, float16", new Narrow(5)),
    /** A GPU's bfloat16. On a CPU, it can end the process. */
    BFLOAT16("torch.linear, bfloat16", new Narrow(15));

    private final String title;
    private final KernelCode code;

    Kernel(String title, KernelCode code) {
        this.title = title;
        this.code = code;
    }

    /** What to try on a device of this kind, best first; the last is always there. */
    static List<Kernel> candidates(Precision precision, boolean gpu, boolean x86) {
        Kernel exact = x86 && !gpu ? ONEDNN : PLAIN;
        return switch (precision) {
            case FLOAT32 -> List.of(exact);
            case FLOAT16 -> gpu ? List.of(HALF) : List.of(FLOAT16, exact);
            case BFLOAT16 -> {
                if (!gpu) {
                    throw new IllegalArgumentException(
                            "precision bfloat16 needs a CUDA device; the model is to run on the CPU");
                }
                yield List.of(BFLOAT16);
            }
            case INT8 -> gpu ? List.of(PLAIN) : List.of(INT8, INT8_HALVED, exact);
        };
    }

    /** Its library and type. */
    String title() {
        return title;
    }

    /** How it is written. */
    KernelCode code() {
        return code;
    }

    /** The TorchScript type of a packed matrix. */
    String packedType() {
        return code.packsBias() ? "__torch__.torch.classes.quantized.LinearPackedParamsBase" : "Tensor";
    }

    /** Whether tables that are only looked up are kept as float16, since nothing here is exact. */
    boolean halvesTables() {
        return this != PLAIN && this != ONEDNN;
    }
}
