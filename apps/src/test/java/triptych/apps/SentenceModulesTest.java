package triptych.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import triptych.core.checkpoint.CheckpointException;
import triptych.core.checkpoint.CheckpointFolder;
import triptych.core.config.ConfigException;

class SentenceModulesTest {

    private static final String TRANSFORMER =
            "{\"path\": \"\", \"type\": \"sentence_transformers.models.Transformer\"}";
    private static final String POOLING = "{\"path\": \"pool\", \"type\": \"sentence_transformers.models.Pooling\"}";
    private static final String NORMALIZE = "{\"path\": \"2\", \"type\": \"sentence_transformers.models.Normalize\"}";

    @TempDir
    Path folder;

    private SentenceModules modules(String... modules) throws IOException {
        Files.writeString(folder.resolve("modules.json"), "[" + String.join(", ", modules) + "]");
        return read();
    }

    private SentenceModules read() throws IOException {
        return SentenceModules.of(CheckpointFolder.open(folder));
    }

    @Test
    void normalisesWhereNoModulesAreListed() throws IOException {
        assertTrue(read().normalises());
    }

    @Test
    void normalisesOnlyWhereTheModulesSaySo() throws IOException {
        assertTrue(modules(TRANSFORMER, POOLING, NORMALIZE).normalises());
        assertFalse(modules(TRANSFORMER, POOLING).normalises());
    }

    @Test
    void readsThePoolingWhereTheModulesHaveIt() throws IOException {
        Path pooling = Files.createDirectories(folder.resolve("pool"));
        Files.writeString(
                pooling.resolve("config.json"),
                "{\"pooling_mode_cls_token\": true, \"pooling_mode_mean_tokens\": false}");
        ConfigException error = assertThrows(ConfigException.class, () -> modules(TRANSFORMER, POOLING));
        assertTrue(String.valueOf(error.getMessage()).contains("pooling_mode_"), error.toString());
    }

    @Test
    void refusesAnUnknownModule() {
        String dense = NORMALIZE.replace("Normalize", "Dense");
        ConfigException error = assertThrows(ConfigException.class, () -> modules(TRANSFORMER, POOLING, dense));
        assertTrue(String.valueOf(error.getMessage()).contains("Dense"), error.toString());
    }

    @Test
    void refusesModulesInAnotherOrder() {
        CheckpointException error = assertThrows(CheckpointException.class, () -> modules(POOLING, TRANSFORMER));
        assertTrue(String.valueOf(error.getMessage()).contains("[Pooling, Transformer]"), error.toString());
    }

    @Test
    void readsTheMostTokens() throws IOException {
        Files.writeString(folder.resolve("sentence_bert_config.json"), "{\"max_seq_length\": 7}");
        assertEquals(7, read().maxSequenceLength());
    }

    @Test
    void refusesToLowerCase() throws IOException {
        Files.writeString(folder.resolve("sentence_bert_config.json"), "{\"do_lower_case\": true}");
        ConfigException error = assertThrows(ConfigException.class, this::read);
        assertTrue(String.valueOf(error.getMessage()).contains("do_lower_case"), error.toString());
    }
}
