package triptych.core.config;

import java.util.List;
import java.util.Map;

/** Settings that no family implements, with the reason a reader of the error is owed. */
public final class Refused {

    private static final Map<String, String> REASONS = Map.of(
            "auto_map", "the model needs program code of its own, which is never run",
            "quantization_config", "quantised weights are not supported",
            "compression_config", "compressed weights are not supported",
            "custom_pipelines", "the model needs program code of its own, which is never run",
            "pruned_heads", "pruned attention heads are not supported",
            "is_decoder", "this model is only implemented as an encoder");

    /** Wherever they stand, whatever the family. */
    private static final List<String> ALWAYS =
            List.of("auto_map", "quantization_config", "compression_config", "custom_pipelines");

    private Refused() {}

    /**
     * Refuses a checkpoint that no family could open. To be called before the family is looked up, whose name may be
     * unknown for the same reason.
     *
     * @throws ConfigException naming the setting
     */
    public static void check(ConfigFile config) {
        for (String key : ALWAYS) {
            if (config.has(key)) {
                throw config.refused(key, "it is not supported:" + why(key).replace(':', ' '));
            }
        }
    }

    /** The reason, for the end of a message; empty if there is none beyond its not being implemented. */
    static String why(String key) {
        String reason = REASONS.get(key);
        return reason == null ? "" : ": " + reason;
    }
}
