package triptych.core.config;

/**
 * A settings file that cannot be used as it is: not JSON, a setting missing, mistyped, out of range or not supported.
 */
public class ConfigException extends IllegalArgumentException {

    /**
     * @param file name of the file
     * @param message which setting, what was found, what was needed
     */
    public ConfigException(String file, String message) {
        super(file + ": " + message);
    }

    /** The same, with what caused it. */
    public ConfigException(String file, String message, Throwable cause) {
        super(file + ": " + message, cause);
    }
}
