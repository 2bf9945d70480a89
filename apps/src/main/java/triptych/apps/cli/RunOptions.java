package triptych.apps.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import triptych.apps.OpenOptions;

/** Where a model runs, and in what precision. */
final class RunOptions {

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            converter = Devices.class,
            description = "cpu, cuda, cuda:N or auto: the first GPU, else the CPU (default: ${DEFAULT-VALUE}).")
    private String device = OpenOptions.defaults().device();

    @Option(
            names = "--precision",
            paramLabel = "TYPE",
            description = "float32, which is exact; float16, int8 or, on a GPU, bfloat16, which are faster"
                    + " (default: ${DEFAULT-VALUE}).")
    private String precision = OpenOptions.defaults().precision();

    /** The options with these. */
    OpenOptions in(OpenOptions options) {
        return options.withDevice(device).withPrecision(precision);
    }

    /** Refuses what cannot be a device's name. */
    static final class Devices implements ITypeConverter<String> {

        private static final String NAMES = "auto|cpu|cuda(:\\d{1,3})?";

        @Override
        public String convert(String name) {
            if (!name.matches(NAMES)) {
                throw new TypeConversionException("'" + name + "'; known are auto, cpu, cuda and cuda:N");
            }
            return name;
        }
    }
}
