package triptych.apps.parity;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import triptych.apps.SentenceModules;
import triptych.core.checkpoint.CheckpointFolder;
import triptych.core.config.ConfigFile;
import triptych.core.generate.GenerationSettings;
import triptych.core.model.Devices;
import triptych.core.model.PublishedModel;
import triptych.core.model.Running;
import triptych.core.model.Writer;
import triptych.fusion.family.Blip;
import triptych.fusion.family.Models;
import triptych.text.family.Student;
import triptych.text.token.Tokenizer;
import triptych.vision.image.ImageDecoder;
import triptych.vision.image.ImageProcessor;
import triptych.vision.image.Pixels;
import triptych.vision.image.RgbImage;

/**
 * A checkpoint that is asked a folder's questions. What they need of it is opened when first asked for, once, and
 * closed with this.
 */
final class Subject implements AutoCloseable {

    private final ParityFolder folder;
    private final Running running;
    private final Once<Tokenizer> tokenizer;
    private final Once<ImageProcessor> processor;
    private final Once<PublishedModel> model;
    private final Once<GenerationSettings> settings;

    Subject(ParityFolder folder, Running running) {
        this.folder = folder;
        this.running = running;
        tokenizer = new Once<>(() -> Tokenizer.open(checkpoint().path()));
        processor = new Once<>(() -> ImageProcessor.open(checkpoint().path()));
        model = new Once<>(this::openModel);
        settings = new Once<>(this::readSettings);
    }

    private CheckpointFolder checkpoint() throws IOException {
        return CheckpointFolder.open(folder.checkpoint());
    }

    private PublishedModel openModel() throws IOException {
        Optional<Path> student = student();
        if (student.isPresent()) {
            return Student.open(student.get(), running);
        }
        return Models.open(checkpoint(), className(), running);
    }

    private String className() throws IOException {
        String named = folder.modelClass();
        if (ParityFolder.NO_MODEL.equals(named)) {
            throw new IllegalArgumentException("the case needs a model, but the folder's class is 'none'");
        }
        if (named != null) {
            return named;
        }
        List<String> saved = config().texts("architectures").orElse(List.of());
        if (saved.size() != 1) {
            throw config().refused("architectures", "one class must be named, there or as the parity folder's 'class'");
        }
        return saved.get(0);
    }

    /** The model file of a Firefox student, which has no config.json. */
    private Optional<Path> student() throws IOException {
        return checkpoint().file("config.json").isPresent()
                ? Optional.empty()
                : checkpoint().student();
    }

    private GenerationSettings readSettings() throws IOException {
        if (ParityFolder.NO_MODEL.equals(folder.modelClass())) {
            return GenerationSettings.defaults();
        }
        if (student().isPresent()) {
            return studentSettings();
        }
        if (isBlip()) {
            // Its text half generates, which knows neither generation_config.json nor options in config.json.
            return Blip.from(config()).tokens().in(GenerationSettings.defaults());
        }
        Optional<ConfigFile> own = checkpoint().generationConfig();
        return own.isPresent() ? GenerationSettings.of(own.get()) : GenerationSettings.ofModelConfig(config());
    }

    private GenerationSettings studentSettings() throws IOException {
        int start = writer().words() - 1;
        return GenerationSettings.builder()
                .decoderStartTokenId(start)
                .padTokenId(start)
                .eosTokenId(Student.END)
                .badWordsIds(List.of(List.of(Student.UNKNOWN)))
                .build();
    }

    private boolean isBlip() throws IOException {
        return config().text("model_type", "").equals("blip");
    }

    /** The questions. */
    ParityFolder folder() {
        return folder;
    }

    /** A manager for the arrays of one case, for the caller to close. */
    NDManager newManager() {
        return Devices.manager(running.device());
    }

    /** The checkpoint's settings. */
    ConfigFile config() throws IOException {
        return checkpoint().config();
    }

    /** The checkpoint's tokenizer. */
    Tokenizer tokenizer() throws IOException {
        return tokenizer.value();
    }

    /** The checkpoint's image processor. */
    ImageProcessor processor() throws IOException {
        return processor.value();
    }

    /** The checkpoint's model. */
    PublishedModel model() throws IOException {
        return model.value();
    }

    /** The checkpoint's model, which must be one that writes. */
    Writer writer() throws IOException {
        if (model() instanceof Writer writer) {
            return writer;
        }
        throw new IllegalArgumentException(className() + " does not write sequences");
    }

    /** How sequences are written where a case says nothing. */
    GenerationSettings settings() throws IOException {
        return settings.value();
    }

    /** How many positions the reference reads in the settings, which bounds sequences of no given length. */
    OptionalInt positions() throws IOException {
        if (student().isPresent()) {
            return OptionalInt.empty();
        }
        ConfigFile config = isBlip() ? config().section("text_config") : config();
        String key = config.text("model_type", "").equals("gpt2") ? "n_positions" : "max_position_embeddings";
        return config.optionalInteger(key).map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    /** The model's name of a sentence's vector, which gets the length 1 only where the checkpoint's modules say so. */
    String sentenceOutput() throws IOException {
        return SentenceModules.of(checkpoint()).normalises() ? "sentence_embedding" : "sentence_mean";
    }

    /** Decodes a picture as the reference's pipelines do. */
    RgbImage picture(String name) throws IOException {
        return ImageDecoder.standard().decode(folder.file(name));
    }

    /** What the model sees of pictures, {@code [pictures, 3, height, width]}; {@code manager} owns it. */
    NDArray pixels(List<String> names, NDManager manager) throws IOException {
        NDArray[] pictures = new NDArray[names.size()];
        for (int i = 0; i < pictures.length; i++) {
            Pixels pixels = processor().process(picture(names.get(i)));
            pictures[i] =
                    manager.create(pixels.values(), new Shape(RgbImage.CHANNELS, pixels.height(), pixels.width()));
        }
        return NDArrays.stack(new NDList(pictures));
    }

    /** Reads a case's tensors onto the device; {@code manager} owns them. */
    Map<String, NDArray> arrays(Map<String, String> names, NDManager manager) throws IOException {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        for (Map.Entry<String, String> name : names.entrySet()) {
            arrays.put(name.getKey(), folder.tensor(name.getValue(), manager));
        }
        return arrays;
    }

    @Override
    public void close() {
        tokenizer.ifOpened(Tokenizer::close);
        model.ifOpened(PublishedModel::close);
    }
}
