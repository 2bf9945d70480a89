package triptych.core.ops;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An element-wise function. */
public enum Activation {
    RELU,
    GELU,
    /** GELU by its tanh formula. */
    GELU_NEW,
    /** {@code x · sigmoid(1.702 x)}, CLIP's approximation of GELU. */
    QUICK_GELU,
    SWISH,
    TANH,
    SIGMOID;

    private static final Map<String, Activation> PUBLISHED = Map.of(
            "relu", RELU,
            "gelu", GELU,
            "gelu_new", GELU_NEW,
            "gelu_pytorch_tanh", GELU_NEW,
            "gelu_fast", GELU_NEW,
            "quick_gelu", QUICK_GELU,
            "swish", SWISH,
            "silu", SWISH,
            "tanh", TANH,
            "sigmoid", SIGMOID);

    /** The names that published settings use. */
    public static List<String> names() {
        return PUBLISHED.keySet().stream().sorted().toList();
    }

    /**
     * Finds the activation that a published {@code config.json} calls {@code name}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Activation named(String name) {
        @Nullable Activation found = PUBLISHED.get(name);
        if (found == null) {
            throw new IllegalArgumentException("unknown activation '" + name + "'; known are " + names());
        }
        return found;
    }
}
