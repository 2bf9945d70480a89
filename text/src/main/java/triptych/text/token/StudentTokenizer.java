package triptych.text.token;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import triptych.core.checkpoint.CheckpointException;

/**
 * The tokenizer of a Firefox Translations model: a SentencePiece model whose ids are the ids, and an end. Most have one
 * for both languages ({@code vocab.enpt.spm}), some one for each ({@code srcvocab.enja.spm},
 * {@code trgvocab.enja.spm}).
 *
 * @see <a href="https://github.com/mozilla/translations">Firefox Translations</a>
 */
final class StudentTokenizer implements Tokenizer {

    private static final String END = "</s>";

    private final Side source;
    private final Side target;

    private StudentTokenizer(Side source, Side target) {
        this.source = source;
        this.target = target;
    }

    /** Whether a folder holds such a model and no tokenizer in the Hugging Face layout. */
    static boolean isIn(TokenizerFolder folder) throws IOException {
        boolean other = folder.has("tokenizer.json") || folder.has("tokenizer_config.json") || folder.has("source.spm");
        return !other
                && !(folder.like("vocab.", ".spm").isEmpty()
                        && folder.like("srcvocab.", ".spm").isEmpty());
    }

    static StudentTokenizer open(TokenizerFolder folder) throws IOException {
        if (!folder.like("vocab.", ".spm").isEmpty()) {
            Side both = Side.open(folder, "vocab.");
            return new StudentTokenizer(both, both);
        }
        Side source = Side.open(folder, "srcvocab.");
        try {
            return new StudentTokenizer(source, Side.open(folder, "trgvocab."));
        } catch (IOException e) {
            source.pieces.close();
            throw e;
        }
    }

    @Override
    public Encoding encode(String text, @Nullable String pair, EncodingOptions options) {
        if (pair != null) {
            throw new IllegalArgumentException("a translation model's tokenizer takes no pairs of texts");
        }
        Side side = options.language() == Language.TARGET ? target : source;
        int around = options.specialTokens() ? 1 : 0;
        int[] words = options.cut(side.pieces.ids(WellFormed.text(text)), around, PaddingSide.RIGHT);
        int[] ids = Arrays.copyOf(words, words.length + around);
        Arrays.fill(ids, words.length, ids.length, side.end);
        List<String> tokens = Arrays.stream(ids).mapToObj(side::token).toList();
        int[] mask = new int[ids.length];
        Arrays.fill(mask, 1);
        return options.checked(new Encoding(ids, tokens, new int[ids.length], mask, null));
    }

    @Override
    public Encoding locate(String text, EncodingOptions options) {
        Encoding encoding = encode(text, null, options);
        Side side = options.language() == Language.TARGET ? target : source;
        List<Span> spans = side.pieces.spans(WellFormed.text(text));
        int around = options.specialTokens() ? 1 : 0;
        return spans == null
                ? encoding
                : encoding.withSpans(Span.cut(spans, PaddingSide.RIGHT, encoding.length() - around, around));
    }

    /** Gives the text of the target language; the end is always left out, and nothing is cleaned up. */
    @Override
    public String decode(int[] ids, DecodeOptions options) {
        if (Arrays.stream(ids).anyMatch(id -> id < 0)) {
            throw new IllegalArgumentException("an id is negative");
        }
        return target.pieces.join(Arrays.stream(ids)
                .filter(id -> id != target.end && id < target.size())
                .mapToObj(target::token)
                .toList());
    }

    @Override
    public OptionalInt id(String token) {
        Integer id = source.byText.get(token);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    @Override
    public Optional<String> token(int id) {
        return (id < 0 || id >= target.size()) ? Optional.empty() : Optional.of(target.token(id));
    }

    @Override
    public int size() {
        return source.size();
    }

    /** The end also fills batches: these models have no padding, and what the mask hides may be anything. */
    @Override
    public SpecialIds specialIds() {
        OptionalInt none = OptionalInt.empty();
        OptionalInt end = OptionalInt.of(target.end);
        return new SpecialIds(none, end, id("<unk>"), none, end, none, none);
    }

    @Override
    public OptionalInt maxLength() {
        return OptionalInt.empty();
    }

    @Override
    public PaddingSide paddingSide() {
        return PaddingSide.RIGHT;
    }

    @Override
    public boolean cleansUp() {
        return false;
    }

    @Override
    public void close() {
        source.pieces.close();
        target.pieces.close();
    }

    private record Side(SentencePiece pieces, Map<String, Integer> byText, int end) {

        static Side open(TokenizerFolder folder, String prefix) throws IOException {
            List<Path> files = folder.like(prefix, ".spm");
            if (files.size() != 1) {
                throw new CheckpointException(folder.path(), "needs one file " + prefix + "*.spm, has " + files.size());
            }
            String name = String.valueOf(files.get(0).getFileName());
            SentencePiece pieces = SentencePiece.open(folder, name);
            List<SentencePieceModel.Piece> all = pieces.model().pieces();
            Map<String, Integer> byText = new HashMap<>();
            IntStream.range(0, all.size()).forEach(id -> byText.put(all.get(id).text(), id));
            Integer end = byText.get(END);
            if (end == null) {
                pieces.close();
                throw new CheckpointException(folder.file(name), "has no piece " + END);
            }
            return new Side(pieces, byText, end);
        }

        String token(int id) {
            return pieces.model().pieces().get(id).text();
        }

        int size() {
            return pieces.model().pieces().size();
        }
    }
}
