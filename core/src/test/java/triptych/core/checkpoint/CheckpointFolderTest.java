package triptych.core.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointFolderTest {

    private final Path path;

    CheckpointFolderTest(@TempDir Path path) {
        this.path = path;
    }

    @Test
    void readsTheSettingsThatAreThere() throws IOException {
        write("config.json", "{\"model_type\": \"bert\"}");
        CheckpointFolder folder = CheckpointFolder.open(path);
        assertEquals("bert", folder.config().text("model_type"));
        assertTrue(folder.generationConfig().isEmpty());
        assertTrue(folder.preprocessorConfig().isEmpty());
        write("generation_config.json", "{\"num_beams\": 4}");
        assertEquals(4, folder.generationConfig().orElseThrow().integer("num_beams"));
    }

    @Test
    void saysWhatAFolderWithoutSettingsHolds() throws IOException {
        write("notes.txt", "x");
        Refusal.ofCheckpoint(() -> CheckpointFolder.open(path).config(), "has no config.json", "notes.txt");
        Refusal.ofCheckpoint(
                () -> CheckpointFolder.open(path).tensors(), "no weights", "model.safetensors", "notes.txt");
    }

    @Test
    void refusesSettingsThatAreNotJson() throws IOException {
        write("config.json", "{\"a\": ");
        Refusal.ofCheckpoint(() -> CheckpointFolder.open(path).config(), "config.json", "line 1");
    }

    @Test
    void refusesWhatIsNoFolder() throws IOException {
        Refusal.ofCheckpoint(() -> CheckpointFolder.open(path.resolve("absent")), "absent", "does not exist");
        write("file", "");
        Refusal.ofCheckpoint(() -> CheckpointFolder.open(path.resolve("file")), "is a file");
    }

    @Test
    void prefersOneFileToItsShards() throws IOException {
        SafetensorsFiles.writeFloats(path.resolve("part"), "sharded", "[1]", 1);
        write("model.safetensors.index.json", "{\"weight_map\": {\"sharded\": \"part\"}}");
        assertNames("sharded");
        SafetensorsFiles.writeFloats(path.resolve("model.safetensors"), "whole", "[1]", 1);
        assertNames("whole");
    }

    @Test
    void bringsOldNamesUpToDateAndLeavesBuffersOut() throws IOException {
        SafetensorsFiles.write(path.resolve("model.safetensors"), """
                {"bert.embeddings.LayerNorm.gamma": {"dtype": "F32", "shape": [], "data_offsets": [0, 4]},
                 "bert.embeddings.LayerNorm.beta": {"dtype": "F32", "shape": [], "data_offsets": [4, 8]},
                 "bert.embeddings.position_ids": {"dtype": "I64", "shape": [1], "data_offsets": [8, 16]},
                 "h.0.attn.masked_bias": {"dtype": "F32", "shape": [], "data_offsets": [16, 20]},
                 "layer.0.attn.bias": {"dtype": "F32", "shape": [], "data_offsets": [20, 24]}}""", new byte[24]);
        assertNames("bert.embeddings.LayerNorm.weight", "bert.embeddings.LayerNorm.bias", "layer.0.attn.bias");
    }

    @Test
    void refusesAnOldNameBesideTodays() throws IOException {
        SafetensorsFiles.write(path.resolve("model.safetensors"), """
                {"LayerNorm.gamma": {"dtype": "F32", "shape": [], "data_offsets": [0, 4]},
                 "LayerNorm.weight": {"dtype": "F32", "shape": [], "data_offsets": [4, 8]}}""", new byte[8]);
        Refusal.ofCheckpoint(() -> CheckpointFolder.open(path).tensors(), "both LayerNorm.gamma and LayerNorm.weight");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "---\\nlicense: apache-2.0\\nlanguage: en\\n---\\n# Card | apache-2.0",
                "---\\nlanguage:\\n- en\\nlicense: [mit, other]\\n---   | mit, other",
                "---\\nlicense: other\\nlicense_name: research-only\\n--- | research-only",
                "---\\nlicense: other\\n---                    | other",
                "---\\r\\nlicense: mit\\r\\n---\\r\\nText              | mit",
            })
    void readsTheLicenceOfTheCard(String card, String licence) throws IOException {
        write("README.md", card.replace("\\n", "\n").replace("\\r", "\r"));
        assertEquals(Optional.of(licence), CheckpointFolder.open(path).licence());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# Card",
                "---\n---\n",
                "---\nlanguage: en\n---\n",
                "---\nlicense: mit",
                "text\n---\nlicense: mit\n---"
            })
    void findsNoLicenceWhereNoneIsStated(String card) throws IOException {
        write("README.md", card);
        assertEquals(Optional.empty(), CheckpointFolder.open(path).licence());
    }

    @Test
    void refusesACardThatConstructsObjects() throws IOException {
        write("README.md", "---\nlicense: !!javax.script.ScriptEngineManager []\n---\n");
        Refusal.ofCheckpoint(() -> CheckpointFolder.open(path).licence(), "README.md", "YAML");
    }

    @Test
    void findsAStudentsWeights() throws IOException {
        write("pytorch_model.bin", "");
        assertTrue(CheckpointFolder.open(path).student().isEmpty());
        write("model.enpt.intgemm.alphas.bin", "");
        assertEquals(
                Optional.of(path.resolve("model.enpt.intgemm.alphas.bin")),
                CheckpointFolder.open(path).student());
    }

    @Test
    void findsAModelInTheCache() throws IOException {
        Path snapshot = Files.createDirectories(path.resolve("models--org--name/snapshots/abc123"));
        Path refs = Files.createDirectories(path.resolve("models--org--name/refs"));
        Files.writeString(refs.resolve("main"), "abc123");
        assertEquals(snapshot, ModelPath.inCache(path).find("org/name"));
        assertEquals(path, ModelPath.inCache(path).find(path.toString()));
    }

    @Test
    void saysWhereAModelWasLookedFor() throws IOException {
        Refusal.ofCheckpoint(
                () -> ModelPath.inCache(path).find("org/absent"),
                path.resolve("models--org--absent").toString(),
                "nothing is downloaded");
        Refusal.ofCheckpoint(() -> ModelPath.inCache(path).find("../up"), "is not a folder");
        Refusal.ofCheckpoint(() -> ModelPath.inCache(path).find(""), "is not a folder");
        Refusal.ofCheckpoint(() -> ModelPath.inCache(path).find("a/b/c"), "is not a folder");
        Files.createDirectories(path.resolve("models--org--name/refs"));
        Refusal.ofCheckpoint(() -> ModelPath.inCache(path).find("org/name"), "no refs/main");
        Files.writeString(path.resolve("models--org--name/refs/main"), "../..");
        Refusal.ofCheckpoint(() -> ModelPath.inCache(path).find("org/name"), "not among the snapshots");
    }

    @Test
    void looksInTheCacheThatTheEnvironmentNames() {
        Path home = Path.of("home");
        assertEquals(home.resolve(".cache/huggingface/hub"), ModelPath.cache(Map.of(), home));
        assertEquals(Path.of("x/huggingface/hub"), ModelPath.cache(Map.of("XDG_CACHE_HOME", "x"), home));
        assertEquals(home.resolve("hf/hub"), ModelPath.cache(Map.of("HF_HOME", "~/hf"), home));
        assertEquals(Path.of("c"), ModelPath.cache(Map.of("HF_HUB_CACHE", "c", "HF_HOME", "h"), home));
    }

    private void assertNames(String... names) throws IOException {
        try (TensorFiles tensors = CheckpointFolder.open(path).tensors()) {
            assertEquals(Set.of(names), tensors.tensors().keySet());
        }
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(path.resolve(name), text);
    }
}
