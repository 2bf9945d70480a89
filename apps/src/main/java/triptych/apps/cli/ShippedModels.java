package triptych.apps.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import triptych.core.checkpoint.CheckpointException;

/** The models that stand beside the launcher, in {@code models/}. */
public final class ShippedModels {

    /** Set by the launcher: its own folder. */
    static final String HOME_PROPERTY = "triptych.home";

    /** For those who start Java themselves. */
    static final String HOME_VARIABLE = "TRIPTYCH_HOME";

    private ShippedModels() {}

    /**
     * The folder of a model.
     *
     * @throws IOException if it is not there
     */
    public static Path folder(String name) throws IOException {
        return folder(name, System.getProperty(HOME_PROPERTY), System.getenv());
    }

    static Path folder(String name, @Nullable String property, Map<String, String> environment) throws IOException {
        String home = property == null ? environment.get(HOME_VARIABLE) : property;
        if (home == null) {
            throw new IOException("where the shipped models are is not known: start ./triptych, set " + HOME_VARIABLE
                    + " to the folder that holds models/, or name a model with --model");
        }
        Path folder = Path.of(home, "models", name);
        if (!Files.isDirectory(folder)) {
            throw new CheckpointException(
                    folder, "this shipped model is missing; get it from the project, or name a model with --model");
        }
        return folder;
    }
}
