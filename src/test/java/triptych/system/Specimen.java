package triptych.system;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import triptych.core.checkpoint.CheckpointFolder;
import triptych.core.checkpoint.Safetensors;
import triptych.core.generate.GenerationSettings;
import triptych.core.model.PublishedModel;
import triptych.core.model.Running;
import triptych.core.model.Running.How;
import triptych.core.script.Precision;
import triptych.fusion.family.Models;
import triptych.fusion.model.PublishedBlip;
import triptych.text.family.Student;

/**
 * A checkpoint of one family, with a batch that its model takes: those of the first call in its parity folder that has
 * several rows.
 *
 * @param folder where it is
 * @param how its model runs
 */
record Specimen(Path folder, How how) {

    private static final Path SHIPPED_STUDENT = Path.of("..", "..", "models", "translator-en-pt");

    /** What each row of a batch gets for itself, where a model gives it. */
    private static final Set<String> OUTPUTS = Set.of(
            "logits", "last_hidden_state", "pooler_output", "encoder_last_hidden_state", "image_embeds", "text_embeds");

    /** One of every family, the heads of readers included, and the shipped student; each in both executions. */
    static List<Specimen> all() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("resources", "parity"))) {
            return Stream.concat(folders.filter(Files::isDirectory).sorted(), Stream.of(SHIPPED_STUDENT))
                    .flatMap(folder -> Stream.of(How.values()).map(how -> new Specimen(folder, how)))
                    .toList();
        }
    }

    static Specimen student(How how) {
        return new Specimen(SHIPPED_STUDENT, how);
    }

    /** Those that write. */
    static List<Specimen> writers() throws IOException {
        return all().stream().filter(Specimen::writes).toList();
    }

    String name() {
        return folder.getFileName() + ", " + how;
    }

    boolean isStudent() {
        return folder.equals(SHIPPED_STUDENT);
    }

    boolean writes() {
        return isStudent() || className().matches(".*(ConditionalGeneration|MTModel|LMHeadModel|EncoderDecoderModel)");
    }

    String family() throws IOException {
        return checkpoint().config().text("model_type");
    }

    String className() {
        return parity().get("class").getAsString();
    }

    private JsonObject parity() {
        try {
            return JsonParser.parseString(Files.readString(folder.resolve("parity.json")))
                    .getAsJsonObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    PublishedModel open() throws IOException {
        if (isStudent()) {
            return Student.open(checkpoint().student().orElseThrow(), running());
        }
        return Models.open(checkpoint(), className(), running());
    }

    private Running running() {
        return new Running(Device.cpu(), how, Precision.FLOAT32);
    }

    private CheckpointFolder checkpoint() throws IOException {
        return CheckpointFolder.open(folder);
    }

    /** Greedy, a few words; start and end are the checkpoint's own. */
    GenerationSettings settings(PublishedModel model) throws IOException {
        GenerationSettings published;
        if (model instanceof PublishedBlip blip) {
            published = blip.tokens().in(GenerationSettings.defaults());
        } else if (isStudent()) {
            published = GenerationSettings.builder()
                    .decoderStartTokenId(32000)
                    .padTokenId(32000)
                    .eosTokenId(Student.END)
                    .build();
        } else if (checkpoint().generationConfig().isPresent()) {
            published = GenerationSettings.of(checkpoint().generationConfig().orElseThrow());
        } else {
            published = GenerationSettings.ofModelConfig(checkpoint().config());
        }
        Integer[] start = published.special().decoderStartTokenId().toArray(Integer[]::new);
        return GenerationSettings.builder()
                .decoderStartTokenId(start)
                .bosTokenId(published.special().bosTokenId())
                .eosTokenId(published.special().eosTokenId().toArray(Integer[]::new))
                .padTokenId(published.special().padTokenId())
                .maxNewTokens(8)
                .build();
    }

    /** A batch, by the names of the model's inputs; {@code manager} owns it. */
    Batch batch(NDManager manager) throws IOException {
        if (isStudent()) {
            return new Batch(Map.of(
                    "input_ids", manager.create(new long[][] {{5, 17, 431, 9, 0}, {77, 8, 0, 32000, 32000}}),
                    "attention_mask", manager.create(new long[][] {{1, 1, 1, 1, 1}, {1, 1, 1, 0, 0}}),
                    "decoder_input_ids", manager.create(new long[][] {{32000, 6, 90}, {32000, 14, 2}})));
        }
        Map<String, NDArray> batch = new LinkedHashMap<>();
        try (Safetensors tensors = Safetensors.open(folder.resolve("parity.safetensors"))) {
            for (Map.Entry<String, JsonElement> input :
                    call().getAsJsonObject("inputs").entrySet()) {
                if (!input.getKey().equals("labels")) {
                    batch.put(input.getKey(), tensors.readExact(input.getValue().getAsString(), manager));
                }
            }
        }
        return new Batch(batch);
    }

    /** Which outputs to ask for. */
    Set<String> outputs() {
        if (isStudent()) {
            return Set.of("logits", "encoder_last_hidden_state");
        }
        Set<String> outputs = new TreeSet<>(call().getAsJsonObject("outputs").keySet());
        outputs.retainAll(OUTPUTS);
        return outputs;
    }

    /** The first call with several rows, some of them padded if the model reads texts. */
    private JsonObject call() {
        JsonObject found = null;
        for (JsonElement each : parity().getAsJsonArray("cases")) {
            JsonObject one = each.getAsJsonObject();
            if (one.get("kind").getAsString().equals("forward") && !one.has("arguments") && isBatch(one)) {
                found = found == null || quality(one) > quality(found) ? one : found;
            }
        }
        if (found == null) {
            throw new AssertionError(folder + " has no call with several rows");
        }
        return found;
    }

    private static int quality(JsonObject call) {
        JsonObject inputs = call.getAsJsonObject("inputs");
        boolean needsLabels = inputs.has("labels") && !inputs.has("input_ids");
        boolean gives = call.getAsJsonObject("outputs").keySet().stream().anyMatch(OUTPUTS::contains);
        return (gives && !needsLabels && !(inputs.has("labels") && !inputs.has("pixel_values")) ? 2 : 0)
                + (inputs.has("attention_mask") ? 1 : 0);
    }

    private boolean isBatch(JsonObject call) {
        try (NDManager manager = NDManager.newBaseManager("PyTorch");
                Safetensors tensors = Safetensors.open(folder.resolve("parity.safetensors"))) {
            for (JsonElement name : call.getAsJsonObject("inputs").asMap().values()) {
                if (tensors.readExact(name.getAsString(), manager).getShape().get(0) < 2) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
