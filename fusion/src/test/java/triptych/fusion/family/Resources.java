package triptych.fusion.family;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import triptych.core.checkpoint.CheckpointFolder;
import triptych.core.checkpoint.TensorFiles;
import triptych.core.config.ConfigFile;
import triptych.core.model.Blueprint;
import triptych.core.model.Devices;
import triptych.core.model.PublishedModel;
import triptych.vision.family.PictureModels;

/** The files that {@code make.py} makes. */
final class Resources {

    private Resources() {}

    static Path file(String name) {
        URL url = Objects.requireNonNull(Resources.class.getResource("/" + name), name);
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static Blueprint blueprint(ConfigFile config, Set<String> tensors) {
        String className = config.texts("architectures").orElse(List.of("none")).get(0);
        return PictureModels.families().contains(config.text("model_type"))
                ? PictureModels.blueprint(config, className, tensors)
                : FusionModels.blueprint(config, className);
    }

    static PublishedModel open(String family) throws IOException {
        CheckpointFolder folder = CheckpointFolder.open(file("families/" + family));
        try (TensorFiles files = folder.tensors()) {
            return blueprint(folder.config(), files.tensors().keySet()).open(folder, Devices.named("cpu"));
        }
    }
}
