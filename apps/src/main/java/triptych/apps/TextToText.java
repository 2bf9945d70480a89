package triptych.apps;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import triptych.apps.Scribe.Listening;
import triptych.core.checkpoint.CheckpointFolder;
import triptych.core.checkpoint.MarianShortlist;
import triptych.core.config.ConfigFile;
import triptych.core.generate.GenerationSettings;
import triptych.core.generate.Request;
import triptych.core.generate.Session;
import triptych.core.generate.TokenListener;
import triptych.core.model.Devices;
import triptych.core.model.PublishedModel;
import triptych.core.model.Writer;
import triptych.text.token.DecodeOptions;
import triptych.text.token.Encoding;
import triptych.text.token.PaddedBatch;
import triptych.text.token.Tokenizer;

/** Reads texts and writes others about them: what translating and summarising share. */
final class TextToText implements AutoCloseable {

    private final PublishedModel model;
    private final Scribe scribe;
    private final Device device;
    private final OpenOptions options;
    private final Reading reading;

    /**
     * How the model reads.
     *
     * @param tokens the most of a source, those around it included
     * @param positions as in {@link Request#positions()}
     * @param lengths bounds what is written
     * @param shortlist chooses the words that are scored; empty where all are
     */
    record Reading(int tokens, OptionalInt positions, LengthRule lengths, Optional<MarianShortlist> shortlist) {}

    /** Takes over a model that writes, and its tokenizer. */
    TextToText(PublishedModel model, Tokenizer tokenizer, OpenOptions options, Reading reading) {
        this.model = model;
        this.options = options;
        this.reading = reading;
        scribe = new Scribe((Writer) model, tokenizer, DecodeOptions.TEXT, Scribe.ALL);
        device = Devices.named(options.device());
    }

    /** Opens the model that config.json describes. */
    static TextToText open(CheckpointFolder files, ConfigFile config, OpenOptions options) throws IOException {
        Purpose.TRANSLATING_OR_SUMMARISING.check(config);
        try (Opening opening = new Opening()) {
            Opening.Step<PublishedModel> opened = opening.meanwhile(
                    () -> Purpose.TRANSLATING_OR_SUMMARISING.open(files, options.running()), PublishedModel::close);
            Tokenizer tokenizer = Tokenizer.open(files.path());
            opening.with(tokenizer, tokenizer::close);
            PublishedModel model = opened.get();
            int tokens = SourceLimit.of(model, tokenizer, options);
            Reading reading =
                    new Reading(tokens, PublishedSettings.positions(config), LengthRule.NONE, Optional.empty());
            return opening.done(new TextToText(model, tokenizer, options, reading));
        }
    }

    PublishedModel model() {
        return model;
    }

    Tokenizer tokenizer() {
        return scribe.tokenizer();
    }

    /** The most tokens of a source, those around it included. */
    int sourceTokens() {
        return reading.tokens();
    }

    /** Writes about each text of a direction, followed by {@code follower} or, if that is null, by nobody. */
    List<Outcome<GeneratedText>> write(
            List<String> texts, Direction direction, GenerationSettings settings, @Nullable Follower follower) {
        List<Outcome<Encoding>> sources =
                texts.stream().map(text -> encode(text, direction)).toList();
        Followed followed = follower == null ? null : new Followed(follower);
        return options.batches()
                .writing(settings)
                .answer(
                        Numbered.all(sources),
                        numbered -> numbered.value().length(),
                        batch -> write(batch, settings, followed));
    }

    /** What the written tokens of a text looked at. */
    CrossAttention attention(String source, Direction direction, GeneratedText target) {
        Encoding encoding = encode(source, direction).value();
        try (NDManager manager = Devices.manager(device)) {
            return Attending.of(model, Tensors.of(manager, tokenizer().pad(List.of(encoding))), manager, target);
        }
    }

    private Outcome<Encoding> encode(String text, Direction direction) {
        SourceLimit limit = new SourceLimit(tokenizer(), reading.tokens(), options.overlong());
        return limit.encode(direction.prefix(), text).map(direction::from);
    }

    private List<GeneratedText> write(
            List<Numbered<Encoding>> batch, GenerationSettings settings, @Nullable Followed followed) {
        if (!reading.lengths().splits(settings)) {
            return writeTogether(batch, settings, followed);
        }
        // Beams of rows with different bounds end at different steps, so those with one bound run together.
        return Batches.byKind(
                batch, numbered -> numbered.value().length(), some -> writeTogether(some, settings, followed));
    }

    private List<GeneratedText> writeTogether(
            List<Numbered<Encoding>> batch, GenerationSettings settings, @Nullable Followed followed) {
        LengthRule lengths = reading.lengths();
        List<Encoding> encodings = Numbered.values(batch);
        int[] tokens = encodings.stream().mapToInt(Encoding::length).toArray();
        GenerationSettings bounded = lengths.bound(settings, tokens);
        PaddedBatch sources = tokenizer().pad(encodings);
        Request request = Request.writing(bounded, batch.size(), sources.ids(), reading.positions());
        TokenListener bounds = lengths.listener(settings, tokens);
        try (NDManager manager = Devices.manager(device);
                Session session = session(Tensors.of(manager, sources), encodings)) {
            return scribe
                    .write(session, request, bounded, new Listening(Numbered.numbers(batch), followed, bounds))
                    .stream()
                    // Those that are followed are named already: their follower may have stopped them.
                    .map(row -> scribe.text(
                            followed == null ? row.stream().map(lengths::named).toList() : row))
                    .toList();
        }
    }

    private Session session(Map<String, NDArray> inputs, List<Encoding> sources) {
        return reading.shortlist()
                .map(list -> scribe.writer().session(inputs, words(list, sources)))
                .orElseGet(() -> scribe.writer().session(inputs));
    }

    private static List<BitSet> words(MarianShortlist list, List<Encoding> batch) {
        return batch.stream().map(source -> list.of(source.ids())).toList();
    }

    @Override
    public void close() {
        model.close();
        tokenizer().close();
    }
}
