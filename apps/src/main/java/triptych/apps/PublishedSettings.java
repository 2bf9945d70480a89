package triptych.apps;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import triptych.core.checkpoint.CheckpointFolder;
import triptych.core.config.ConfigFile;
import triptych.core.generate.GenerationSettings;

/** What a checkpoint says about writing texts. */
public final class PublishedSettings {

    private PublishedSettings() {}

    /**
     * The settings in generation_config.json, or, where there is no such file, those among the model's own.
     *
     * @param config of the same folder
     * @throws triptych.core.config.ConfigException if an option is wrong or not implemented
     */
    public static GenerationSettings of(CheckpointFolder folder, ConfigFile config) throws IOException {
        Optional<ConfigFile> own = folder.generationConfig();
        return own.isPresent() ? GenerationSettings.of(own.get()) : GenerationSettings.ofModelConfig(config);
    }

    /**
     * How many positions the reference finds in a model's settings, which bound a text's length where nothing else
     * does.
     */
    public static OptionalInt positions(ConfigFile config) {
        String key = config.text("model_type").equals("gpt2") ? "n_positions" : "max_position_embeddings";
        Optional<Integer> positions = config.optionalInteger(key);
        return positions.isPresent() ? OptionalInt.of(positions.get()) : OptionalInt.empty();
    }

    /**
     * The settings for one task, as {@code task_specific_params} lays them over the checkpoint's own.
     *
     * @param prefix comes before each text; may be empty
     */
    record Task(String prefix, GenerationSettings settings) {

        static Task of(ConfigFile config, String task, GenerationSettings settings) {
            String usual = config.text("prefix", "");
            Optional<ConfigFile> section =
                    config.optionalSection("task_specific_params").flatMap(tasks -> tasks.optionalSection(task));
            if (section.isEmpty()) {
                return new Task(usual, settings);
            }
            Map<String, Object> options = new HashMap<>();
            for (String key : section.get().keys()) {
                if (!key.equals("prefix")) {
                    section.get().value(key).ifPresent(value -> options.put(key, value));
                }
            }
            return new Task(section.get().text("prefix", usual), settings.override(options));
        }
    }
}
