package triptych.fusion.family;

import ai.djl.Device;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import triptych.core.checkpoint.CheckpointFolder;
import triptych.core.checkpoint.TensorFiles;
import triptych.core.config.ConfigFile;
import triptych.core.config.Refused;
import triptych.core.model.Blueprint;
import triptych.core.model.PublishedModel;
import triptych.core.model.Running;
import triptych.text.family.TextModels;
import triptych.vision.family.PictureModels;

/** Every model that can be opened, of pictures, of text and of both. */
public final class Models {

    private Models() {}

    /** The {@code model_type} of each family. */
    public static Set<String> families() {
        Set<String> all = new TreeSet<>(TextModels.families());
        all.addAll(PictureModels.families());
        all.addAll(FusionModels.families());
        return all;
    }

    /**
     * What the settings describe.
     *
     * @param className the reference's class, which tells the head: {@code BertForSequenceClassification}
     * @param tensors names in the checkpoint; empty where only the settings are looked at
     * @throws triptych.core.config.ConfigException naming a setting that can't be used
     */
    public static Blueprint blueprint(ConfigFile config, String className, Set<String> tensors) {
        Refused.check(config);
        String family = config.text("model_type");
        if (FusionModels.families().contains(family)) {
            return FusionModels.blueprint(config, className);
        }
        if (PictureModels.families().contains(family)) {
            return PictureModels.blueprint(config, className, tensors);
        }
        if (TextModels.families().contains(family)) {
            return TextModels.blueprint(config, className);
        }
        throw config.refused("model_type", "implemented are " + String.join(", ", families()));
    }

    /**
     * Opens a checkpoint.
     *
     * @param className the reference's class, which tells the head
     * @param running where and how the model is to run
     * @return a model for the caller to close
     * @throws triptych.core.checkpoint.CheckpointException if the weights don't fit the settings
     * @throws triptych.core.config.ConfigException naming a setting that can't be used
     */
    public static PublishedModel open(CheckpointFolder folder, String className, Running running) throws IOException {
        ConfigFile config = folder.config();
        Set<String> names;
        try (TensorFiles files = folder.tensors()) {
            names = files.tensors().keySet();
        }
        return blueprint(config, className, names).open(folder, running);
    }

    /** The same, to run at once on {@code device}. */
    public static PublishedModel open(CheckpointFolder folder, String className, Device device) throws IOException {
        return open(folder, className, Running.eager(device));
    }
}
