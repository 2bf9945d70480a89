package triptych.apps;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import triptych.apps.Scribe.Listening;
import triptych.core.checkpoint.CheckpointFolder;
import triptych.core.config.ConfigFile;
import triptych.core.generate.GenerationSettings;
import triptych.core.generate.Request;
import triptych.core.generate.Session;
import triptych.core.model.Devices;
import triptych.core.model.PublishedModel;
import triptych.text.model.PublishedLanguageModel;
import triptych.text.token.DecodeOptions;
import triptych.text.token.Encoding;
import triptych.text.token.EncodingOptions;
import triptych.text.token.PaddedBatch;
import triptych.text.token.PaddingSide;
import triptych.text.token.Tokenizer;

/**
 * Continues texts with a language model: GPT-2.
 *
 * <p>What it returns is the continuation, without the text that was given. An empty text is continued from the model's
 * start token, as the reference does. Any number of threads may share a generator. Closing it ends their calls with a
 * {@link triptych.core.run.ClosedException} at the next step.
 */
public final class TextGenerator implements AutoCloseable {

    private final PublishedLanguageModel model;
    private final Scribe scribe;
    private final OpenOptions options;
    private final Device device;
    private final GenerationSettings settings;

    private TextGenerator(
            PublishedLanguageModel model, Tokenizer tokenizer, OpenOptions options, GenerationSettings settings) {
        this.model = model;
        this.options = options;
        this.settings = settings;
        scribe = new Scribe(model, tokenizer, DecodeOptions.TEXT, Scribe.WRITTEN);
        device = Devices.named(options.device());
    }

    /** Opens a checkpoint folder; whoever opens it closes it. */
    public static TextGenerator open(Path folder) throws IOException {
        return open(folder, OpenOptions.defaults());
    }

    /**
     * Opens a checkpoint folder; whoever opens it closes it.
     *
     * @throws triptych.core.checkpoint.CheckpointException if a file is missing or damaged
     * @throws triptych.core.config.ConfigException if a setting is not implemented, or the model continues no texts
     * @throws IllegalArgumentException if there is no such device
     */
    public static TextGenerator open(Path folder, OpenOptions options) throws IOException {
        CheckpointFolder files = CheckpointFolder.open(folder);
        ConfigFile config = files.config();
        Purpose.CONTINUING_TEXTS.check(config);
        GenerationSettings settings = PublishedSettings.Task.of(
                        config, "text-generation", PublishedSettings.of(files, config))
                .settings();
        try (Opening opening = new Opening()) {
            Opening.Step<PublishedModel> opened = opening.meanwhile(
                    () -> Purpose.CONTINUING_TEXTS.open(files, options.running()), PublishedModel::close);
            Tokenizer tokenizer = Tokenizer.open(folder);
            opening.with(tokenizer, tokenizer::close);
            PublishedLanguageModel model = (PublishedLanguageModel) opened.get();
            return opening.done(new TextGenerator(model, tokenizer, options, settings));
        }
    }

    /** Continues a text with the checkpoint's own settings. */
    public GeneratedText generate(String prompt) {
        return generate(prompt, settings);
    }

    /**
     * Continues a text.
     *
     * @throws IllegalArgumentException if it is longer than the model takes, or the model has no positions for what the
     *     settings ask
     */
    public GeneratedText generate(String prompt, GenerationSettings settings) {
        return generateAll(List.of(prompt), settings).get(0).value();
    }

    /**
     * Continues a text and tells its parts as they are written.
     *
     * @param listener hears each part on the calling thread; together they are the text that is returned
     * @throws IllegalArgumentException if the text is too long, or the settings ask for beams or several sequences: of
     *     those nothing can be told before the end
     */
    public GeneratedText generate(String prompt, GenerationSettings settings, Consumer<String> listener) {
        return generateAll(List.of(prompt), settings, telling(listener)).get(0).value();
    }

    private static Follower telling(Consumer<String> listener) {
        return new Follower() {
            @Override
            public boolean goesOn(int input) {
                return true;
            }

            @Override
            public boolean hears(int input) {
                return true;
            }

            @Override
            public void part(int input, int token, String text) {
                if (!text.isEmpty()) {
                    listener.accept(text);
                }
            }
        };
    }

    /** Continues texts side by side, in their order, with the checkpoint's own settings. */
    public List<Outcome<GeneratedText>> generateAll(List<String> prompts) {
        return generateAll(prompts, settings);
    }

    /** Continues texts side by side, in their order. */
    public List<Outcome<GeneratedText>> generateAll(List<String> prompts, GenerationSettings settings) {
        return generateAll(prompts, settings, null);
    }

    /**
     * Continues texts side by side, in their order, and lets them be followed.
     *
     * @param follower hears parts and may stop texts; null for nobody
     */
    public List<Outcome<GeneratedText>> generateAll(
            List<String> prompts, GenerationSettings settings, @Nullable Follower follower) {
        List<Outcome<Encoding>> encodings =
                prompts.stream().map(prompt -> encode(prompt, settings)).toList();
        Followed followed = follower == null ? null : new Followed(follower);
        return options.batches()
                .writing(settings)
                .answer(
                        Numbered.all(encodings),
                        numbered -> numbered.value().length(),
                        some -> write(some, settings, followed));
    }

    /** A prompt's tokens; the start token alone for an empty one. */
    private Outcome<Encoding> encode(String prompt, GenerationSettings settings) {
        boolean cut = options.overlong() == Overlong.CUT;
        // One position is left for what is written.
        EncodingOptions limit =
                cut ? EncodingOptions.DEFAULT : EncodingOptions.DEFAULT.limitedTo(model.maxPositions() - 1);
        return Outcome.of(() -> {
            Encoding encoding = scribe.tokenizer().encode(prompt, null, limit);
            if (encoding.length() == 0) {
                return start();
            }
            return cut ? Prompts.lastOf(encoding, room(settings)) : encoding;
        });
    }

    /** How many tokens of a prompt leave positions for all new ones that are asked for; at least one. */
    private int room(GenerationSettings settings) {
        Integer asked = settings.lengths().maxNewTokens();
        return Math.max(1, model.maxPositions() - (asked == null ? 1 : asked));
    }

    private Encoding start() {
        Integer start = settings.special().bosTokenId();
        if (start == null) {
            throw new IllegalArgumentException("the text is empty, and the model has no start token to go on from");
        }
        return Prompts.of(start);
    }

    private List<GeneratedText> write(
            List<Numbered<Encoding>> prompts, GenerationSettings settings, @Nullable Followed followed) {
        Integer filler = settings.special().fillerTokenId();
        // A hidden row may hold any word; one that begins or ends texts is as good as another.
        PaddedBatch batch =
                PaddedBatch.of(Numbered.values(prompts), OptionalInt.of(filler == null ? 0 : filler), PaddingSide.LEFT);
        Request request = Request.continuing(batch.ids(), batch.mask(), OptionalInt.of(model.maxPositions()));
        try (NDManager manager = Devices.manager(device);
                Session session = scribe.writer().session(Tensors.of(manager, batch))) {
            return scribe
                    .write(session, request, settings, new Listening(Numbered.numbers(prompts), followed, null))
                    .stream()
                    .map(scribe::text)
                    .toList();
        }
    }

    /** How the checkpoint itself wants texts to be continued. */
    public GenerationSettings settings() {
        return settings;
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
