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
 * @see <a href="https://sbert.net/docs/sentence_transformer/usage/custom_models.html">Structure of the models</a>
 */
record SentenceModules(int maxSequenceLength) {

    private static final String PACKAGE = "sentence_transformers.models.";
    private static final Set<String> KNOWN = Set.of("Transformer", "Pooling", "Normalize");
    private static final String MEAN = "pooling_mode_mean_tokens";

    static SentenceModules of(CheckpointFolder folder) throws IOException {
        Optional<Path> modules = folder.file("modules.json");
        String pooling = modules.isPresent() ? pooling(modules.get()) : "1_Pooling";
        folder.settings(pooling + "/config.json").ifPresent(SentenceModules::expectMean);
        Optional<ConfigFile> transformer = folder.settings("sentence_bert_config.json");
        transformer.ifPresent(config -> config.only("do_lower_case", false));
        return new SentenceModules(transformer
                .map(config -> config.positive("max_seq_length", Integer.MAX_VALUE))
                .orElse(Integer.MAX_VALUE));
    }

    /** The folder of the pooling's settings. */
    private static String pooling(Path file) throws IOException {
        List<String> types = new ArrayList<>();
        String folder = "1_Pooling";
        for (ConfigFile module : list(file)) {
            String type = module.text("type").replace(PACKAGE, "");
            types.add(type);
            if (!KNOWN.contains(type)) {
                throw module.refused("type", "implemented are " + KNOWN);
            }
            if (type.equals("Transformer")) {
                module.only("path", "");
            }
            folder = type.equals("Pooling") ? module.text("path") : folder;
        }
        boolean usual = types.equals(List.of("Transformer", "Pooling"))
                || types.equals(List.of("Transformer", "Pooling", "Normalize"));
        if (!usual) {
            throw new CheckpointException(
                    file, "lists the modules " + types + "; implemented is Transformer, Pooling and Normalize");
        }
        return folder;
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
