package triptych.core.model;

import ai.djl.Device;
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
            throw new IllegalArgumentException(
                    "precision " + precision + " needs execution COMPILED; EAGER knows FLOAT32");
        }
    }

    /** At once, or as a recorded program. */
    public enum How {
        /** Operation by operation; shows what blocks make. */
        EAGER,
        /** Each routine as one call of a TorchScript program. */
        COMPILED
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
