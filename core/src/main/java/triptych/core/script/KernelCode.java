package triptych.core.script;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import triptych.core.ops.Activation;

/** The TorchScript in which a {@link Kernel} packs matrices and multiplies with them. */
sealed interface KernelCode {

    /** Whether the bias is packed with the matrix. */
    default boolean packsBias() {
        return false;
    }

    /**
     * Packs {@code matrix}, with {@code bias} if {@link #packsBias}; no bias is {@code None}. What comes out is
     * {@code matrix} itself or has nothing of its memory, which is used for the next.
     */
    String pack(String matrix, String bias);

    /** Whether {@link #linear} can apply {@code function} to its result. */
    default boolean applies(Activation function) {
        return false;
    }

    /** Multiplies {@code x} with a packed matrix; {@code function} is null, or one that it {@link #applies}. */
    String linear(String x, String packed, String bias, @Nullable Activation function);

    /** The matrix as it is. */
    record Plain() implements KernelCode {
        @Override
        public String pack(String matrix, String bias) {
            return matrix;
        }

        @Override
        public String linear(String x, String packed, String bias, @Nullable Activation function) {
            return "torch.linear(%s, %s, %s)".formatted(x, packed, bias);
        }
    }

    /** oneDNN's own layout. */
    record OneDnn() implements KernelCode {

        private static final Set<Activation> APPLIES = Set.of(
                Activation.RELU,
                Activation.GELU,
                Activation.GELU_NEW,
                Activation.SWISH,
                Activation.TANH,
                Activation.SIGMOID);

        @Override
        public String pack(String matrix, String bias) {
            return "ops.mkldnn._reorder_linear_weight(%s, None)".formatted(matrix);
        }

        @Override
        public boolean applies(Activation function) {
            return APPLIES.contains(function);
        }

        @Override
        public String linear(String x, String packed, String bias, @Nullable Activation function) {
            String name = function == null ? "none" : name(function);
            String formula =
                    function == Activation.GELU ? "\"none\"" : function == Activation.GELU_NEW ? "\"tanh\"" : "None";
            return "ops.mkldnn._linear_pointwise(%s, %s, %s, \"%s\", annotate(List[Optional[number]], []), %s)"
                    .formatted(x, packed, bias, name, formula);
        }

        private static String name(Activation function) {
            return switch (function) {
                case GELU, GELU_NEW -> "gelu";
                case RELU -> "relu";
                case SWISH -> "swish";
                case TANH -> "tanh";
                case SIGMOID -> "sigmoid";
                case QUICK_GELU -> throw new IllegalArgumentException("oneDNN has no quick_gelu");
            };
        }
    }

    /** FBGEMM's matrices of float16. */
    record Float16() implements KernelCode {
        @Override
        public boolean packsBias() {
            return true;
        }

        @Override
        public String pack(String matrix, String bias) {
            return "ops.quantized.linear_prepack_fp16(%s, %s)".formatted(matrix, bias);
        }

        @Override
        public String linear(String x, String packed, String bias, @Nullable Activation function) {
            return "ops.quantized.linear_dynamic_fp16(%s, %s)".formatted(x, packed);
        }
    }

    /**
     * FBGEMM's eight-bit matrices, a scale for each row.
     *
     * @param halved whether activations have seven bits: PyTorch's {@code reduce_range}
     */
    record Int8(boolean halved) implements KernelCode {
        @Override
        public boolean packsBias() {
            return true;
        }

        @Override
        public String pack(String matrix, String bias) {
            String largest =
                    "torch.maximum(torch.amax(%s, [1]), torch.neg(torch.amin(%s, [1])))".formatted(matrix, matrix);
            String scales = "torch.to(torch.clamp_min(torch.div(%s, 127.), 1e-08), 7)".formatted(largest);
            String zeros = "torch.zeros([torch.size(%s, 0)], dtype=4)".formatted(matrix);
            return "ops.quantized.linear_prepack(torch.quantize_per_channel(%s, %s, %s, 0, 12), %s)"
                    .formatted(matrix, scales, zeros, bias);
        }

        @Override
        public boolean applies(Activation function) {
            return function == Activation.RELU;
        }

        @Override
        public String linear(String x, String packed, String bias, @Nullable Activation function) {
            String name = function == null ? "linear_dynamic" : "linear_relu_dynamic";
            return "ops.quantized.%s(%s, %s, %s)".formatted(name, x, packed, halved ? "True" : "False");
        }
    }

    /**
     * A GPU's own narrow type. Everything between two matrices stays float32.
     *
     * @param type PyTorch's number of it
     */
    record Narrow(int type) implements KernelCode {
        @Override
        public String pack(String matrix, String bias) {
            return "torch.to(%s, %d)".formatted(matrix, type);
        }

        @Override
        public String linear(String x, String packed, String bias, @Nullable Activation function) {
            String product = "torch.to(torch.linear(torch.to(%s, %d), %s, None), 6)".formatted(x, type, packed);
            return bias.equals("None") ? product : "torch.add(%s, %s)".formatted(product, bias);
        }
    }
}
