package triptych.core.script;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import triptych.core.ops.Activation;

/** What multiplies a matrix in a program. docs/performance.md has the figures behind each choice. */
enum Kernel {
    /** What every device has. */
    PLAIN("torch.linear, float32", Packed.TENSOR) {
        @Override
        String pack(String matrix, String bias) {
            return matrix;
        }

        @Override
        String linear(String x, String packed, String bias, @Nullable Activation function) {
            return "torch.linear(%s, %s, %s)".formatted(x, packed, bias);
        }
    },
    /** Laid out once as oneDNN reads it, which at eight rows is twice as fast as {@code torch.linear}. */
    ONEDNN("oneDNN, float32", Packed.TENSOR) {
        @Override
        String pack(String matrix, String bias) {
            return "ops.mkldnn._reorder_linear_weight(%s, None)".formatted(matrix);
        }

        @Override
        boolean applies(Activation function) {
            return ONEDNN_APPLIES.contains(function);
        }

        @Override
        String linear(String x, String packed, String bias, @Nullable Activation function) {
            String name = function == null ? "none" : onednn(function);
            String formula =
                    function == Activation.GELU ? "\"none\"" : function == Activation.GELU_NEW ? "\"tanh\"" : "None";
            return "ops.mkldnn._linear_pointwise(%s, %s, %s, \"%s\", annotate(List[Optional[number]], []), %s)"
                    .formatted(x, packed, bias, name, formula);
        }
    },
    /** FBGEMM's half-precision matrices, multiplied in float32. */
    FLOAT16("FBGEMM, float16", Packed.WITH_BIAS) {
        @Override
        String pack(String matrix, String bias) {
            return "ops.quantized.linear_prepack_fp16(%s, %s)".formatted(matrix, bias);
        }

        @Override
        String linear(String x, String packed, String bias, @Nullable Activation function) {
            return "ops.quantized.linear_dynamic_fp16(%s, %s)".formatted(x, packed);
        }
    },
    /** Eight-bit matrices, a scale for each row, and activations of eight bits. */
    INT8("FBGEMM, int8", Packed.WITH_BIAS) {
        @Override
        String pack(String matrix, String bias) {
            return packInt8(matrix, bias);
        }

        @Override
        boolean applies(Activation function) {
            return function == Activation.RELU;
        }

        @Override
        String linear(String x, String packed, String bias, @Nullable Activation function) {
            return int8(x, packed, function, "False");
        }
    },
    /**
     * The same with activations of seven bits, so that sums of two products fit into 16 bits: for processors without an
     * instruction that adds four products in 32.
     */
    INT8_HALVED("FBGEMM, int8, activations of 7 bits", Packed.WITH_BIAS) {
        @Override
        String pack(String matrix, String bias) {
            return packInt8(matrix, bias);
        }

        @Override
        boolean applies(Activation function) {
            return function == Activation.RELU;
        }

        @Override
        String linear(String x, String packed, String bias, @Nullable Activation function) {
            return int8(x, packed, function, "True");
        }
    },
    /** A GPU's own float16. Everything between two matrices stays float32. */
    HALF("torch.linear, float16", Packed.TENSOR) {
        @Override
        String pack(String matrix, String bias) {
            return "torch.to(%s, 5)".formatted(matrix);
        }

        @Override
        String linear(String x, String packed, String bias, @Nullable Activation function) {
            return narrow(x, packed, bias, 5);
        }
    },
    /** A GPU's bfloat16. On a CPU, it can end the process. */
    BFLOAT16("torch.linear, bfloat16", Packed.TENSOR) {
        @Override
        String pack(String matrix, String bias) {
            return "torch.to(%s, 15)".formatted(matrix);
        }

        @Override
        String linear(String x, String packed, String bias, @Nullable Activation function) {
            return narrow(x, packed, bias, 15);
        }
    };

    private static final Set<Activation> ONEDNN_APPLIES = Set.of(
            Activation.RELU,
            Activation.GELU,
            Activation.GELU_NEW,
            Activation.SWISH,
            Activation.TANH,
            Activation.SIGMOID);

    private enum Packed {
        TENSOR,
        WITH_BIAS
    }

    private final String title;
    private final Packed packed;

    Kernel(String title, Packed packed) {
        this.title = title;
        this.packed = packed;
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

    /** The TorchScript type of a packed matrix. */
    String packedType() {
        return packsBias() ? "__torch__.torch.classes.quantized.LinearPackedParamsBase" : "Tensor";
    }

    /** Whether the bias is packed with the matrix. */
    boolean packsBias() {
        return packed == Packed.WITH_BIAS;
    }

    /** Whether tables that are only looked up are kept as float16, since nothing here is exact. */
    boolean halvesTables() {
        return this != PLAIN && this != ONEDNN;
    }

    /**
     * Packs {@code matrix}, with {@code bias} if {@link #packsBias}; no bias is {@code None}. What comes out is
     * {@code matrix} itself or has nothing of its memory, which is used for the next.
     */
    abstract String pack(String matrix, String bias);

    /** Whether {@link #linear} can apply {@code function} to its result. */
    boolean applies(Activation function) {
        return false;
    }

    /** Multiplies {@code x} with a packed matrix; {@code function} is null, or one that it {@link #applies}. */
    abstract String linear(String x, String packed, String bias, @Nullable Activation function);

    private static String onednn(Activation function) {
        return switch (function) {
            case GELU, GELU_NEW -> "gelu";
            case RELU -> "relu";
            case SWISH -> "swish";
            case TANH -> "tanh";
            case SIGMOID -> "sigmoid";
            case QUICK_GELU -> throw new IllegalArgumentException("oneDNN has no quick_gelu");
        };
    }

    private static String packInt8(String matrix, String bias) {
        String largest = "torch.maximum(torch.amax(%s, [1]), torch.neg(torch.amin(%s, [1])))".formatted(matrix, matrix);
        String scales = "torch.to(torch.clamp_min(torch.div(%s, 127.), 1e-08), 7)".formatted(largest);
        String zeros = "torch.zeros([torch.size(%s, 0)], dtype=4)".formatted(matrix);
        return "ops.quantized.linear_prepack(torch.quantize_per_channel(%s, %s, %s, 0, 12), %s)"
                .formatted(matrix, scales, zeros, bias);
    }

    private static String int8(String x, String packed, @Nullable Activation function, String halved) {
        String name = function == null ? "linear_dynamic" : "linear_relu_dynamic";
        return "ops.quantized.%s(%s, %s, %s)".formatted(name, x, packed, halved);
    }

    private static String narrow(String x, String packed, String bias, int type) {
        String product = "torch.to(torch.linear(torch.to(%s, %d), %s, None), 6)".formatted(x, type, packed);
        return bias.equals("None") ? product : "torch.add(%s, %s)".formatted(product, bias);
    }
}
