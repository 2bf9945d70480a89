package triptych.apps.parity;

import com.google.gson.JsonObject;
import triptych.core.generate.GenerationSettings;

/** Generation options of a case. */
final class Options {

    private Options() {}

    /**
     * Lays options over settings.
     *
     * @throws NotRunException if one of them is not known
     */
    static GenerationSettings over(GenerationSettings settings, JsonObject options) {
        try {
            return settings.override(options);
        } catch (IllegalArgumentException e) {
            throw new NotRunException(String.valueOf(e.getMessage()));
        }
    }
}
