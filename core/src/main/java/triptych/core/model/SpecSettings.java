package triptych.core.model;

import triptych.core.config.ConfigFile;
import triptych.core.ops.Activation;
import triptych.core.ops.StackSpec.AttentionSpec;

/** Reads parts of a model's shape from settings; an error names the setting. */
public final class SpecSettings {

    private SpecSettings() {}

    /** The activation at {@code key}, or the one called {@code otherwise}. */
    public static Activation activation(ConfigFile config, String key, String otherwise) {
        String name = config.text(key, otherwise);
        if (!Activation.names().contains(name)) {
            throw config.refused(key, "known are " + Activation.names());
        }
        return Activation.named(name);
    }

    /**
     * The usual attention of vectors of {@code width}, with as many heads as {@code key} says, or {@code otherwise}.
     */
    public static AttentionSpec attention(ConfigFile config, int width, String key, int otherwise) {
        int heads = config.positive(key, otherwise);
        if (width % heads != 0) {
            throw config.refused(key, "it must divide a width of " + width);
        }
        return AttentionSpec.of(width, heads);
    }
}
