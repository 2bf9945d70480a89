package triptych.core.script;

import ai.djl.Device;
import java.util.Locale;

/** What multiplies a matrix in a program. */
enum Kernel {
    /** What every device has. */
    PLAIN("Tensor") {
        @Override
        String pack(String matrix, String bias) {
            return matrix;
        }

        @Override
        String linear(String x, String packed, String bias) {
            return "torch.linear(%s, %s, %s)".formatted(x, packed, bias);
        }
    },
    /** Laid out once as oneDNN reads it, which at eight rows is twice as fast as {@code torch.linear}. */
    ONEDNN("Tensor") {
        @Override
        String pack(String matrix, String bias) {
            return "ops.mkldnn._reorder_linear_weight(%s, None)".formatted(matrix);
        }

        @Override
        String linear(String x, String packed, String bias) {
            return "ops.mkldnn._linear_pointwise(%s, %s, %s, \"none\", annotate(List[Optional[number]], []), None)"
                    .formatted(x, packed, bias);
        }
    },
    /** FBGEMM's half-precision matrices. */
    FLOAT16(Kernel.PACKED) {
        @Override
        String pack(String matrix, String bias) {
            return "ops.quantized.linear_prepack_fp16(%s, %s)".formatted(matrix, bias);
        }

        @Override
        String linear(String x, String packed, String bias) {
            return "ops.quantized.linear_dynamic_fp16(%s, %s)".formatted(x, packed);
        }
    },
    /** FBGEMM's eight-bit matrices, a scale for each row. */
    INT8(Kernel.PACKED) {
        @Override
        String pack(String matrix, String bias) {
            String largest =
                    "torch.maximum(torch.amax(%s, [1]), torch.neg(torch.amin(%s, [1])))".formatted(matrix, matrix);
            String scales = "torch.to(torch.clamp_min(torch.div(%s, 127.), 1e-08), 7)".formatted(largest);
            String zeros = "torch.zeros([torch.size(%s, 0)], dtype=4)".formatted(matrix);
            return "ops.quantized.linear_prepack(torch.quantize_per_channel(%s, %s, %s, 0, 12), %s)"
                    .formatted(matrix, scales, zeros, bias);
        }

        // The last argument halves the range of activations, so that sums of two products fit into 16 bits: needed
        // where the processor has no instruction that adds four products in 32.
        @Override
        String linear(String x, String packed, String bias) {
            return "ops.quantized.linear_dynamic(%s, %s, True)".formatted(x, packed);
        }
    };

    private static final String PACKED = "__torch__.torch.classes.quantized.LinearPackedParamsBase";

    private final String packedType;

    Kernel(String packedType) {
        this.packedType = packedType;
    }

    /**
     * What multiplies on {@code device}.
     *
     * @throws IllegalArgumentException if nothing does with this precision
     */
    static Kernel of(Precision precision, Device device) {
        return of(precision, device, System.getProperty("os.arch", ""));
    }

    static Kernel of(Precision precision, Device device, String processor) {
        boolean packs = !device.isGpu() && (processor.equals("amd64") || processor.equals("x86_64"));
        if (precision == Precision.FLOAT32) {
            return packs ? ONEDNN : PLAIN;
        }
        if (!packs) {
            throw new IllegalArgumentException("precision " + precision.name().toLowerCase(Locale.ROOT)
                    + " needs a CPU of the x86 kind; the model is to run on "
                    + (device.isGpu() ? device : processor) + ", which has float32");
        }
        return precision == Precision.FLOAT16 ? FLOAT16 : INT8;
    }

    /** The TorchScript type of a packed matrix. */
    String packedType() {
        return packedType;
    }

    /** Whether the bias is packed with the matrix. */
    boolean packsBias() {
        return packedType.equals(PACKED);
    }

    /** Whether tables that are only looked up are kept as float16, since nothing here is exact. */
    boolean halvesTables() {
        return this == FLOAT16 || this == INT8;
    }

    /**
     * Packs {@code matrix}, with {@code bias} if {@link #packsBias}; no bias is {@code None}. What comes out is
     * {@code matrix} itself or has nothing of its memory, which is used for the next.
     */
    abstract String pack(String matrix, String bias);

    /** Multiplies {@code x} with a packed matrix. */
    abstract String linear(String x, String packed, String bias);
}
