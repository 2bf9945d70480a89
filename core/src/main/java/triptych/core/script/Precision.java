package triptych.core.script;

/** How a program keeps and multiplies the matrices of {@code linear}; everything else is the same, and float32. */
public enum Precision {
    /** Exact; laid out once as oneDNN reads it, which at eight rows is twice as fast as {@code torch.linear}. */
    FLOAT32("Tensor", false) {
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
    /** Nearly lossless: matrices rounded to float16, sums in float32. */
    FLOAT16(Precision.PACKED, true) {
        @Override
        String pack(String matrix, String bias) {
            return "ops.quantized.linear_prepack_fp16(%s, %s)".formatted(matrix, bias);
        }

        @Override
        String linear(String x, String packed, String bias) {
            return "ops.quantized.linear_dynamic_fp16(%s, %s)".formatted(x, packed);
        }
    },
    /** Fastest: eight-bit rows with a scale each, activations quantized on the fly. */
    INT8(Precision.PACKED, true) {
        @Override
        String pack(String matrix, String bias) {
            String scales = "torch.to(torch.clamp_min(torch.div(torch.amax(torch.abs(%s), [1]), 127.), 1e-08), 7)"
                    .formatted(matrix);
            String zeros = "torch.zeros([torch.size(%s, 0)], dtype=4)".formatted(matrix);
            return "ops.quantized.linear_prepack(torch.quantize_per_channel(%s, %s, %s, 0, 12), %s)"
                    .formatted(matrix, scales, zeros, bias);
        }

        @Override
        String linear(String x, String packed, String bias) {
            return "ops.quantized.linear_dynamic(%s, %s, True)".formatted(x, packed);
        }
    };

    private static final String PACKED = "__torch__.torch.classes.quantized.LinearPackedParamsBase";

    private final String packedType;
    private final boolean packsBias;

    Precision(String packedType, boolean packsBias) {
        this.packedType = packedType;
        this.packsBias = packsBias;
    }

    /** The TorchScript type of a packed matrix. */
    String packedType() {
        return packedType;
    }

    /** Whether the bias is packed with the matrix. */
    boolean packsBias() {
        return packsBias;
    }

    /** Packs {@code matrix}, with {@code bias} if {@link #packsBias}; no bias is {@code None}. */
    abstract String pack(String matrix, String bias);

    /** Multiplies {@code x} with a packed matrix. */
    abstract String linear(String x, String packed, String bias);
}
