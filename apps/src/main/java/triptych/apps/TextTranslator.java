package triptych.apps;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import triptych.apps.TextToText.Reading;
import triptych.apps.TranslationOptions.Splitting;
import triptych.core.checkpoint.CheckpointFolder;
import triptych.core.checkpoint.MarianShortlist;
import triptych.core.config.ConfigFile;
import triptych.core.generate.GenerationSettings;
import triptych.core.model.PublishedModel;
import triptych.text.token.Tokenizer;

/**
 * Translates texts with a sequence-to-sequence checkpoint (Marian, mBART, T5) or a Firefox Translations student.
 *
 * <p>A student knows single sentences. For it a text is split at line breaks and where Unicode's rules end a sentence;
 * sentences of more words than the student was made for, 128 of its vocabulary, are cut after a comma or between words.
 * The pieces are translated side by side and put between the source's own spacing and line breaks. For other models
 * nothing is split unless asked for, as the reference does.
 *
 * <p>A text of spacing alone, or an empty one, comes back as it is. Any number of threads may share a translator.
 * Closing it ends their calls with a {@link triptych.core.run.ClosedException} at the next step.
 */
public final class TextTranslator implements AutoCloseable {

    private final TextToText model;
    private final Languages languages;
    private final boolean isStudent;
    private final int pieceTokens;

    private TextTranslator(TextToText model, Languages languages, boolean isStudent, int pieceTokens) {
        this.model = model;
        this.languages = languages;
        this.isStudent = isStudent;
        this.pieceTokens = pieceTokens;
    }

    /** Opens a checkpoint folder; whoever opens it closes it. */
    public static TextTranslator open(Path folder) throws IOException {
        return open(folder, OpenOptions.defaults());
    }

    /**
     * Opens a checkpoint folder; whoever opens it closes it.
     *
     * @throws triptych.core.checkpoint.CheckpointException if a file is missing or damaged
     * @throws triptych.core.config.ConfigException if a setting is not implemented, or the model serves other purposes
     * @throws IllegalArgumentException if there is no such device
     */
    public static TextTranslator open(Path folder, OpenOptions options) throws IOException {
        CheckpointFolder files = CheckpointFolder.open(folder);
        Optional<Path> student = StudentFiles.model(files);
        return student.isPresent() ? student(files, student.get(), options) : published(files, options);
    }

    private static TextTranslator published(CheckpointFolder files, OpenOptions options) throws IOException {
        ConfigFile config = files.config();
        GenerationSettings settings = PublishedSettings.of(files, config);
        TextToText model = TextToText.open(files, config, options);
        return new TextTranslator(
                model, Languages.of(config, model.tokenizer(), settings), false, model.sourceTokens());
    }

    private static TextTranslator student(CheckpointFolder files, Path file, OpenOptions options) throws IOException {
        try (Opening opening = new Opening()) {
            Opening.Step<PublishedModel> opened =
                    opening.meanwhile(() -> StudentFiles.open(file, options), PublishedModel::close);
            Tokenizer tokenizer = Tokenizer.open(files.path());
            opening.with(tokenizer, tokenizer::close);
            Optional<MarianShortlist> shortlist = StudentFiles.shortlist(files, options, tokenizer.size());
            PublishedModel network = opened.get();
            StudentSettings settings = StudentSettings.of(files, tokenizer.size());
            int tokens = SourceLimit.of(network, tokenizer, options);
            Reading reading =
                    new Reading(tokens, OptionalInt.empty(), new LengthRule(settings.maxLengthFactor()), shortlist);
            TextToText model = new TextToText(network, tokenizer, options, reading);
            Languages languages = Languages.Pair.ofFile(String.valueOf(file.getFileName()), settings.settings());
            return opening.done(new TextTranslator(model, languages, true, settings.mostWords()));
        }
    }

    /** Translates a text with the defaults. */
    public Translation translate(String text) {
        return translate(text, TranslationOptions.defaults());
    }

    /**
     * Translates a text.
     *
     * @throws IllegalArgumentException if it is longer than the model takes, or the model does not know a language
     */
    public Translation translate(String text, TranslationOptions options) {
        return translateAll(List.of(text), options).get(0).value();
    }

    /** Translates texts with the defaults, in their order. */
    public List<Outcome<Translation>> translateAll(List<String> texts) {
        return translateAll(texts, TranslationOptions.defaults());
    }

    /**
     * Translates texts, all their sentences side by side, in their order.
     *
     * @throws IllegalArgumentException if the model does not know a language
     */
    public List<Outcome<Translation>> translateAll(List<String> texts, TranslationOptions options) {
        return translateAll(texts, options, null);
    }

    /**
     * Translates texts, all their sentences side by side, in their order, and asks whether each goes on. Parts are not
     * told: the sentences of a text are written at the same time.
     *
     * @param follower may stop translations; null for nobody
     * @throws IllegalArgumentException if the model does not know a language
     */
    public List<Outcome<Translation>> translateAll(
            List<String> texts, TranslationOptions options, @Nullable Follower follower) {
        Direction direction = languages.direction(options.from(), options.to());
        List<SplitText> splits = split(texts, direction, options.splitting());
        List<String> pieces =
                splits.stream().flatMap(split -> split.texts().stream()).toList();
        GenerationSettings settings = direction.over(options.settings());
        List<Outcome<GeneratedText>> written =
                model.write(pieces, direction, settings, follower == null ? null : ofPieces(splits, follower));
        List<Outcome<Translation>> translations = new ArrayList<>();
        int from = 0;
        for (SplitText split : splits) {
            int to = from + split.pieces().size();
            translations.add(joined(split, written.subList(from, to)));
            from = to;
        }
        return translations;
    }

    private List<SplitText> split(List<String> texts, Direction direction, Splitting splitting) {
        boolean splits = splitting == Splitting.SENTENCES || (splitting == Splitting.AS_TRAINED && isStudent);
        if (!splits) {
            return texts.stream().map(SentenceSplitter::whole).toList();
        }
        SentenceSplitter sentences = new SentenceSplitter(direction.language());
        LongPieces longer = new LongPieces(
                pieceTokens,
                piece -> model.tokenizer().encode(direction.prefix() + piece).length());
        return texts.stream().map(sentences::split).map(longer::cut).toList();
    }

    private static Follower ofPieces(List<SplitText> splits, Follower follower) {
        int[] texts = IntStream.range(0, splits.size())
                .flatMap(text -> IntStream.generate(() -> text)
                        .limit(splits.get(text).pieces().size()))
                .toArray();
        return piece -> follower.goesOn(texts[piece]);
    }

    private static Outcome<Translation> joined(SplitText split, List<Outcome<GeneratedText>> written) {
        List<GeneratedText> targets = new ArrayList<>();
        for (Outcome<GeneratedText> piece : written) {
            if (piece instanceof Outcome.Failed<GeneratedText> failed) {
                return new Outcome.Failed<>(failed.error());
            }
            targets.add(piece.value());
        }
        return new Outcome.Answered<>(Translation.of(split, targets));
    }

    /**
     * What the tokens of a translated sentence looked at in its source.
     *
     * @param options those with which it was translated
     * @throws IllegalArgumentException if the model's decoder looks at no source
     */
    public CrossAttention attention(Translation.Piece piece, TranslationOptions options) {
        Direction direction = languages.direction(options.from(), options.to());
        return model.attention(piece.source(), direction, piece.target());
    }

    /**
     * How the checkpoint itself wants translations to be searched.
     *
     * @param from as in {@link TranslationOptions#from()}
     * @param to as in {@link TranslationOptions#to()}
     * @throws IllegalArgumentException if the model does not know a language
     */
    public GenerationSettings settings(@Nullable String from, @Nullable String to) {
        return languages.direction(from, to).over(null);
    }

    /** The model below, by the reference's names. It is closed with this. */
    public PublishedModel model() {
        return model.model();
    }

    @Override
    public void close() {
        model.close();
    }
}
