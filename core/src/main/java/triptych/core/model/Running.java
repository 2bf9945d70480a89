package triptych.core.model;

import ai.djl.Device;
import java.util.Locale;
import triptych.core.script.Precision;

/**
 * How a model is to run.
 *
 * @param device where
 * @param how at once, or as a recorded program
 * @param precision of the matrices; a model that runs at once knows float32 only
 */
public record Running(Device device, How how, Precision precision) {

    /** Refuses a precision that a model which runs at once does not know. */
    public Running {
        if (how == How.EAGER && precision != Precision.FLOAT32) {
            throw new IllegalArgumentException("precision " + precision.name().toLowerCase(Locale.ROOT)
                    + " needs execution compiled; eager knows float32 only");
        }
        if (precision == Precision.BFLOAT16 && !device.isGpu()) {
            throw new IllegalArgumentException(
                    "precision bfloat16 needs a CUDA device; the model is to run on the CPU");
        }
    }

    /** At once, or as a recorded program. */
    public enum How {
        /** Operation by operation; shows what blocks make. */
        EAGER,
        /** Each routine as one call of a TorchScript program. */
        COMPILED
    }

    /**
     * The way of running that users call {@code name}.
     *
     * @param name {@code eager} or {@code compiled}
     * @throws IllegalArgumentException if it is neither
     */
    public static How how(String name) {
        return switch (name) {
            case "eager" -> How.EAGER;
            case "compiled" -> How.COMPILED;
            default ->
                throw new IllegalArgumentException("unknown execution '" + name + "'; known are compiled and eager");
        };
    }

    /**
     * The precision that users call {@code name}.
     *
     * @param name {@code float32}, {@code float16}, {@code bfloat16} or {@code int8}
     * @throws IllegalArgumentException if it is none of them
     */
    public static Precision precision(String name) {
        return switch (name) {
            case "float32" -> Precision.FLOAT32;
            case "float16" -> Precision.FLOAT16;
            case "bfloat16" -> Precision.BFLOAT16;
            case "int8" -> Precision.INT8;
            default ->
                throw new IllegalArgumentException(
                        "unknown precision '" + name + "'; known are float32, float16, bfloat16 and int8");
        };
    }

    /** At once, on {@code device}. */
    public static Running eager(Device device) {
        return new Running(device, How.EAGER, Precision.FLOAT32);
    }

    /** As a program, on {@code device}. */
    public static Running compiled(Device device, Precision precision) {
        return new Running(device, How.COMPILED, precision);
    }
}
