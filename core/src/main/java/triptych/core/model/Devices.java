package triptych.core.model;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a model runs. */
public final class Devices {

    private static final Pattern CUDA = Pattern.compile("cuda(?::(\\d{1,3}))?");

    private Devices() {}

    /**
     * The device called {@code name}: {@code cpu}, {@code cuda}, {@code cuda:1}, or {@code auto}, which is the first
     * GPU where there is one.
     *
     * @throws IllegalArgumentException if there is no such device on this machine
     */
    public static Device named(String name) {
        int gpus = Engine.getEngine("PyTorch").getGpuCount();
        if (name.equals("auto")) {
            return gpus > 0 ? Device.gpu(0) : Device.cpu();
        }
        if (name.equals("cpu")) {
            return Device.cpu();
        }
        Matcher cuda = CUDA.matcher(name);
        if (!cuda.matches()) {
            throw new IllegalArgumentException("unknown device '" + name + "'; known are auto, cpu, cuda, cuda:N");
        }
        int number = cuda.group(1) == null ? 0 : Integer.parseInt(cuda.group(1));
        if (number >= gpus) {
            throw new IllegalArgumentException(
                    "no device '" + name + "': this machine has " + gpus + " CUDA devices that PyTorch sees");
        }
        return Device.gpu(number);
    }

    /** A manager for arrays on {@code device}, for the caller to close. */
    public static NDManager manager(Device device) {
        return Engine.getEngine("PyTorch").newBaseManager(device);
    }
}
