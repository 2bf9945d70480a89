package triptych.service.model;

import java.io.IOException;
import triptych.service.settings.ModelSettings;

/** Opens models. */
@FunctionalInterface
public interface ModelOpener {

    /**
     * Opens a model.
     *
     * @param name under which it is served
     * @return for the caller to close
     * @throws IOException if a file is missing or damaged
     * @throws RuntimeException if its settings do not fit, or it does not serve its tasks
     */
    ServedModel open(String name, ModelSettings settings) throws IOException;
}
