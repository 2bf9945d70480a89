package triptych.core.script;

import ai.djl.Device;
import java.util.List;
import triptych.core.run.Routine;

/**
 * A program as it was recorded, for people to read; it has no weights.
 *
 * @param source the TorchScript
 * @param kernel what multiplies its matrices on this machine: library, type
 */
public record Recording(String source, String kernel) {

    /**
     * Records {@code routines} as a model on {@code device} would be.
     *
     * @throws IllegalArgumentException if the device is a CPU and the precision bfloat16
     */
    public static Recording of(List<Routine> routines, Precision precision, Device device) {
        Kernel kernel = Probe.choose(precision, device);
        return new Recording(ScriptOps.record(routines, kernel).program(), kernel.title());
    }
}
