package triptych.apps;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import triptych.apps.Scribe.Listening;
import triptych.core.checkpoint.CheckpointFolder;
import triptych.core.config.ConfigFile;
import triptych.core.generate.GenerationSettings;
import triptych.core.generate.Request;
import triptych.core.generate.Session;
import triptych.core.model.Devices;
import triptych.core.model.PublishedModel;
import triptych.core.model.Writer;
import triptych.fusion.model.PublishedBlip;
import triptych.text.token.DecodeOptions;
import triptych.text.token.Tokenizer;
import triptych.vision.image.ImageProcessor;
import triptych.vision.image.Pixels;

/**
 * Says what is in pictures, with a vision-encoder-decoder or BLIP checkpoint.
 *
 * <p>Any number of threads may share a captioner. Closing it ends their calls with a
 * {@link triptych.core.run.ClosedException} at the next step.
 */
public final class ImageCaptioner implements AutoCloseable {

    private final PublishedModel model;
    private final Scribe scribe;
    private final CaptionStart start;
    private final PictureBatches pictures;
    private final Device device;

    private ImageCaptioner(
            PublishedModel model, Scribe scribe, CaptionStart start, PictureBatches pictures, Device device) {
        this.model = model;
        this.scribe = scribe;
        this.start = start;
        this.pictures = pictures;
        this.device = device;
    }

    /** Opens a checkpoint folder; whoever opens it closes it. */
    public static ImageCaptioner open(Path folder) throws IOException {
        return open(folder, OpenOptions.defaults());
    }

    /**
     * Opens a checkpoint folder; whoever opens it closes it.
     *
     * @throws triptych.core.checkpoint.CheckpointException if a file is missing or damaged
     * @throws triptych.core.config.ConfigException if a setting is not implemented, or the model captions no pictures
     * @throws IllegalArgumentException if there is no such device
     */
    public static ImageCaptioner open(Path folder, OpenOptions options) throws IOException {
        CheckpointFolder files = CheckpointFolder.open(folder);
        ConfigFile config = files.config();
        Purpose.CAPTIONING_PICTURES.check(config);
        try (Opening opening = new Opening()) {
            Opening.Step<PublishedModel> opened = opening.meanwhile(
                    () -> Purpose.CAPTIONING_PICTURES.open(files, options.running()), PublishedModel::close);
            Tokenizer tokenizer = Tokenizer.open(folder);
            opening.with(tokenizer, tokenizer::close);
            PictureBatches pictures = PictureBatches.of(ImageProcessor.open(folder), options);
            PublishedModel model = opened.get();
            CaptionStart start = model instanceof PublishedBlip blip
                    ? blip(tokenizer, blip)
                    : new CaptionStart.OfDecoder(PublishedSettings.of(files, config));
            Scribe scribe =
                    new Scribe((Writer) model, tokenizer, new DecodeOptions(true, tokenizer.cleansUp()), Scribe.ALL);
            Device device = Devices.named(options.device());
            return opening.done(new ImageCaptioner(model, scribe, start, pictures, device));
        }
    }

    /**
     * The reference lets BLIP's text half generate, which knows nothing of generation_config.json, nor of the options
     * that old checkpoints keep in text_config: only the model's tokens and a call's options count.
     */
    private static CaptionStart blip(Tokenizer tokenizer, PublishedBlip model) {
        GenerationSettings settings = model.tokens().in(GenerationSettings.defaults());
        return new CaptionStart.OfBlip(settings, model.tokens(), tokenizer, OptionalInt.of(model.maxPositions()));
    }

    /**
     * Captions a picture with the checkpoint's own settings.
     *
     * @throws IOException if it cannot be read or decoded
     */
    public GeneratedText caption(Picture picture) throws IOException {
        return caption(picture, settings());
    }

    /** Captions a file; see {@link #caption(Picture)}. */
    public GeneratedText caption(Path file) throws IOException {
        return caption(Picture.of(file));
    }

    /** Captions a file's bytes; see {@link #caption(Picture)}. */
    public GeneratedText caption(byte[] bytes) throws IOException {
        return caption(Picture.of(bytes));
    }

    /** Captions what a stream holds; see {@link #caption(Picture)}. The caller closes it. */
    public GeneratedText caption(InputStream stream) throws IOException {
        return caption(Picture.of(stream));
    }

    /** Captions a picture in memory; see {@link #caption(Picture)}. */
    public GeneratedText caption(BufferedImage image) throws IOException {
        return caption(Picture.of(image));
    }

    /**
     * Captions a picture.
     *
     * @throws IOException if it cannot be read or decoded
     * @throws IllegalArgumentException if the model has no positions for what the settings ask
     */
    public GeneratedText caption(Picture picture, GenerationSettings settings) throws IOException {
        return captionAll(List.of(picture), settings).get(0).orThrow();
    }

    /**
     * Decodes a picture now, and makes of it what this model reads: a few hundred kilobytes, whatever its size. For
     * those who let pictures wait before they are captioned.
     *
     * @return a picture for this captioner only
     * @throws IOException if it cannot be read or decoded
     */
    public Picture prepare(Picture picture) throws IOException {
        return pictures.prepare(picture);
    }

    /** Captions pictures in their order, with the checkpoint's own settings. */
    public List<Outcome<GeneratedText>> captionAll(List<Picture> pictures) {
        return captionAll(pictures, settings());
    }

    /** Captions pictures in their order. */
    public List<Outcome<GeneratedText>> captionAll(List<Picture> pictures, GenerationSettings settings) {
        return captionAll(pictures, settings, null);
    }

    /**
     * Captions pictures in their order, going on from the same first words.
     *
     * @param prompt the first words, which BLIP takes and others do not; null for none
     * @throws IllegalArgumentException if there is a prompt and the model takes none
     */
    public List<Outcome<GeneratedText>> captionAll(
            List<Picture> pictures, GenerationSettings settings, @Nullable String prompt) {
        return captionAll(pictures, settings, prompt, null);
    }

    /**
     * Captions pictures in their order, and lets the captions be followed.
     *
     * @param prompt the first words, which BLIP takes and others do not; null for none
     * @param follower hears parts and may stop captions; null for nobody
     * @throws IllegalArgumentException if there is a prompt and the model takes none
     */
    public List<Outcome<GeneratedText>> captionAll(
            List<Picture> pictures, GenerationSettings settings, @Nullable String prompt, @Nullable Follower follower) {
        start.request(1, settings, prompt);
        Followed followed = follower == null ? null : new Followed(follower);
        return this.pictures.answer(pictures, some -> captionTogether(some, settings, prompt, followed));
    }

    private List<GeneratedText> captionTogether(
            List<Numbered<Pixels>> pictures,
            GenerationSettings settings,
            @Nullable String prompt,
            @Nullable Followed followed) {
        Request request = start.request(pictures.size(), settings, prompt);
        try (NDManager manager = Devices.manager(device);
                Session session = scribe.writer().session(PictureBatches.inputs(manager, Numbered.values(pictures)))) {
            return scribe
                    .write(session, request, settings, new Listening(Numbered.numbers(pictures), followed, null))
                    .stream()
                    .map(scribe::text)
                    .toList();
        }
    }

    /**
     * What the tokens of a caption looked at in its picture.
     *
     * @throws IOException if the picture cannot be read or decoded
     * @throws IllegalArgumentException if the model gives no attention
     */
    public CrossAttention attention(Picture picture, GeneratedText caption) throws IOException {
        Pixels pixels = pictures.read(picture).orThrow();
        try (NDManager manager = Devices.manager(device)) {
            return Attending.of(model, PictureBatches.inputs(manager, List.of(pixels)), manager, caption);
        }
    }

    /** Whether captions can be given their first words. */
    public boolean takesPrompt() {
        return start.takesPrompt();
    }

    /** How the checkpoint itself wants captions to be searched. */
    public GenerationSettings settings() {
        return start.settings();
    }

    /** The model below, by the reference's names. It is closed with this. */
    public PublishedModel model() {
        return model;
    }

    @Override
    public void close() {
        model.close();
        scribe.tokenizer().close();
    }
}
