package triptych.apps;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import triptych.core.checkpoint.CheckpointException;
import triptych.core.checkpoint.CheckpointFolder;
import triptych.core.config.ConfigFile;

/**
 * What the files of sentence-transformers beside a checkpoint say. Those that are absent say nothing.
 *
 * @param maxSequenceLength the most tokens of a sentence; {@link Integer#MAX_VALUE} if there is no word of it
 * @param normalises whether vectors get the length 1; where no file lists modules, they do
 * @see <a href="https://sbert.net/docs/sentence_transformer/usage/custom_models.html">Structure of the models</a>
 */
public record SentenceModules(int maxSequenceLength, boolean normalises) {

    private static final String PACKAGE = "sentence_transformers.models.";
    private static final List<String> ALL = List.of("Transformer", "Pooling", "Normalize");
    private static final String MEAN = "pooling_mode_mean_tokens";

    /**
     * Reads them.
     *
     * @throws CheckpointException if a file is damaged, or lists other modules than these
     * @throws triptych.core.config.ConfigException if a module or a pooling is not implemented
     */
    public static SentenceModules of(CheckpointFolder folder) throws IOException {
        Optional<Path> modules = folder.file("modules.json");
        List<ConfigFile> listed = modules.isPresent() ? list(modules.get()) : List.of();
        List<String> types = modules.isPresent() ? types(modules.get(), listed) : ALL;
        folder.settings(pooling(listed) + "/config.json").ifPresent(SentenceModules::expectMean);
        Optional<ConfigFile> transformer = folder.settings("sentence_bert_config.json");
        transformer.ifPresent(config -> config.only("do_lower_case", false));
        return new SentenceModules(
                transformer
                        .map(config -> config.positive("max_seq_length", Integer.MAX_VALUE))
                        .orElse(Integer.MAX_VALUE),
                types.equals(ALL));
    }

    /** The folder of the pooling's settings. */
    private static String pooling(List<ConfigFile> modules) {
        for (ConfigFile module : modules) {
            if (type(module).equals("Pooling")) {
                return module.text("path");
            }
        }
        return "1_Pooling";
    }

    private static String type(ConfigFile module) {
        return module.text("type").replace(PACKAGE, "");
    }

    private static List<String> types(Path file, List<ConfigFile> modules) throws CheckpointException {
        List<String> types = new ArrayList<>();
        for (ConfigFile module : modules) {
            String type = type(module);
            types.add(type);
            if (!ALL.contains(type)) {
                throw module.refused("type", "implemented are " + ALL);
            }
            if (type.equals("Transformer")) {
                module.only("path", "");
            }
        }
        if (!types.equals(ALL) && !types.equals(ALL.subList(0, 2))) {
            throw new CheckpointException(
                    file, "lists the modules " + types + "; implemented is Transformer, Pooling and Normalize");
        }
        return types;
    }

    private static List<ConfigFile> list(Path file) throws IOException {
        try {
            JsonElement json = JsonParser.parseString(Files.readString(file));
            List<ConfigFile> modules = new ArrayList<>();
            for (JsonElement module : json instanceof JsonArray list ? list : new JsonArray()) {
                modules.add(ConfigFile.parse(file.toString(), module.toString()));
            }
            return modules;
        } catch (JsonParseException e) {
            throw new CheckpointException(file, "is not valid JSON: " + e.getMessage(), e);
        }
    }

    private static void expectMean(ConfigFile config) {
        for (String key : config.keys()) {
            if (key.startsWith("pooling_mode_")) {
                config.only(key, key.equals(MEAN));
            }
        }
        config.only("pooling_mode", "mean");
        config.only("include_prompt", true);
        config.refuseUnread(Set.of("word_embedding_dimension", "embedding_dimension"), Map.of());
    }
}
