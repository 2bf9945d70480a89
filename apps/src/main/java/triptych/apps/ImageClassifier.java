package triptych.apps;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import triptych.core.checkpoint.CheckpointFolder;
import triptych.core.config.ConfigFile;
import triptych.core.model.Devices;
import triptych.core.model.PublishedModel;
import triptych.fusion.model.PublishedMatcher;
import triptych.text.token.Encoding;
import triptych.text.token.Tokenizer;
import triptych.vision.image.ImageProcessor;
import triptych.vision.image.Pixels;
import triptych.vision.model.PictureReader.Head;
import triptych.vision.model.PublishedPictureReader;

/**
 * Labels pictures: with the labels that a classifier was trained on (ViT, DeiT, DINOv2), or with any labels that a
 * caller names (CLIP: zero-shot).
 *
 * <p>Any number of threads may share a classifier. Closing it ends their calls with a
 * {@link triptych.core.run.ClosedException} at the next step.
 */
public final class ImageClassifier implements AutoCloseable {

    /** The reference's sentence about a picture; the label takes the place of the braces. */
    public static final String TEMPLATE = "This is a photo of {}.";

    private final PublishedModel model;
    private final PictureBatches pictures;
    private final Device device;
    private final @Nullable Labels trained;
    private final @Nullable SourceLimit sentences;

    private ImageClassifier(
            PublishedModel model,
            PictureBatches pictures,
            Device device,
            @Nullable Labels trained,
            @Nullable SourceLimit sentences) {
        this.model = model;
        this.pictures = pictures;
        this.device = device;
        this.trained = trained;
        this.sentences = sentences;
    }

    /** Opens a checkpoint folder; whoever opens it closes it. */
    public static ImageClassifier open(Path folder) throws IOException {
        return open(folder, OpenOptions.defaults());
    }

    /**
     * Opens a checkpoint folder; whoever opens it closes it.
     *
     * @throws triptych.core.checkpoint.CheckpointException if a file is missing or damaged
     * @throws triptych.core.config.ConfigException if a setting is not implemented, or the model labels no pictures
     * @throws IllegalArgumentException if there is no such device
     */
    public static ImageClassifier open(Path folder, OpenOptions options) throws IOException {
        CheckpointFolder files = CheckpointFolder.open(folder);
        ConfigFile config = files.config();
        Purpose.LABELLING_PICTURES.check(config);
        try (Opening opening = new Opening()) {
            Opening.Step<PublishedModel> opened = opening.meanwhile(
                    () -> Purpose.LABELLING_PICTURES.open(files, options.running()), PublishedModel::close);
            PictureBatches pictures = PictureBatches.of(ImageProcessor.open(folder), options);
            PublishedModel model = opened.get();
            Device device = Devices.named(options.device());
            if (model instanceof PublishedMatcher matcher) {
                Tokenizer tokenizer = Tokenizer.open(folder);
                SourceLimit sentences =
                        new SourceLimit(tokenizer, matcher.network().text().maxPositions(), options.overlong());
                return opening.done(new ImageClassifier(model, pictures, device, null, sentences));
            }
            Head head = ((PublishedPictureReader) model).network().head();
            Labels labels = Labels.of(config, ((Head.Classifier) head).labels());
            return opening.done(new ImageClassifier(model, pictures, device, labels, null));
        }
    }

    /** Whether the labels are the caller's to name. */
    public boolean takesLabels() {
        return sentences != null;
    }

    /**
     * Labels a picture with the labels that the model was trained on.
     *
     * @throws IOException if it cannot be read or decoded
     * @throws IllegalArgumentException if the model needs labels to be named
     */
    public Classification classify(Picture picture) throws IOException {
        return classifyAll(List.of(picture)).get(0).orThrow();
    }

    /** Labels a file; see {@link #classify(Picture)}. */
    public Classification classify(Path file) throws IOException {
        return classify(Picture.of(file));
    }

    /** Labels a file's bytes; see {@link #classify(Picture)}. */
    public Classification classify(byte[] bytes) throws IOException {
        return classify(Picture.of(bytes));
    }

    /** Labels what a stream holds; see {@link #classify(Picture)}. */
    public Classification classify(InputStream stream) throws IOException {
        return classify(Picture.of(stream));
    }

    /** Labels a picture in memory; see {@link #classify(Picture)}. */
    public Classification classify(BufferedImage image) throws IOException {
        return classify(Picture.of(image));
    }

    /**
     * Labels pictures, in their order, with the labels that the model was trained on.
     *
     * @throws IllegalArgumentException if the model needs labels to be named
     */
    public List<Outcome<Classification>> classifyAll(List<Picture> pictures) {
        Labels labels = trained;
        if (labels == null) {
            throw new IllegalArgumentException("this model was trained on no labels: name some");
        }
        return this.pictures.answer(pictures, some -> logits(Numbered.values(some), Map.of(), "logits").stream()
                .map(labels::classify)
                .toList());
    }

    /**
     * Labels a picture with one of the caller's labels.
     *
     * @throws IOException if it cannot be read or decoded
     * @throws IllegalArgumentException if the model knows only its own labels, or a label is too long for it
     */
    public Classification classify(Picture picture, List<String> labels) throws IOException {
        return classifyAll(List.of(picture), labels, TEMPLATE).get(0).orThrow();
    }

    /**
     * Labels pictures, in their order, with the caller's labels: how well a sentence about each fits the picture.
     *
     * @param labels at least one, none of them blank
     * @param template the sentence, with {@code {}} where a label goes
     * @throws IllegalArgumentException if the model knows only its own labels, or a sentence is too long for it
     */
    public List<Outcome<Classification>> classifyAll(List<Picture> pictures, List<String> labels, String template) {
        SourceLimit limit = sentences;
        if (limit == null) {
            throw new IllegalArgumentException("this model knows only the labels that it was trained on");
        }
        if (labels.isEmpty() || !template.contains("{}")) {
            throw new IllegalArgumentException(labels.size() + " labels and the template '" + template
                    + "'; needed are a label and a template with {}");
        }
        if (labels.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("the labels " + labels + " hold a blank one");
        }
        List<Encoding> encodings = labels.stream()
                .map(label ->
                        limit.encodePair(template.replace("{}", label), null).value())
                .toList();
        Labels named = new Labels(labels, true);
        return this.pictures.answer(pictures, some -> {
            try (NDManager manager = Devices.manager(device)) {
                Map<String, NDArray> texts =
                        Tensors.of(manager, limit.tokenizer().pad(encodings));
                return logits(Numbered.values(some), texts, "logits_per_image").stream()
                        .map(named::classify)
                        .toList();
            }
        });
    }

    private List<float[]> logits(List<Pixels> pictures, Map<String, NDArray> texts, String output) {
        try (NDManager manager = Devices.manager(device)) {
            Map<String, NDArray> inputs = new HashMap<>(texts);
            inputs.putAll(PictureBatches.inputs(manager, pictures));
            Map<String, NDArray> outputs = model.forward(manager, inputs, Map.of(), Set.of(output));
            return Tensors.rows(Tensors.floats(outputs, output), pictures.size());
        }
    }

    /** The model below, by the reference's names. It is closed with this. */
    public PublishedModel model() {
        return model;
    }

    @Override
    public void close() {
        model.close();
        if (sentences != null) {
            sentences.tokenizer().close();
        }
    }
}
