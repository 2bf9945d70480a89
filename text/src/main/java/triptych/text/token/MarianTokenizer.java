package triptych.text.token;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Marian's tokenizer: a SentencePiece model for each language, and a table, or two, from pieces to ids. A text may
 * begin with the code of its target language, as {@code >>fra<<}.
 */
final class MarianTokenizer implements Tokenizer {

    private final SentencePiece source;
    private final SentencePiece target;
    private final SentencePiece writer;
    private final MarianVocabulary vocabulary;
    private final AddedTokenSplitter splitter;
    private final Basics basics;
    private final PaddingSide truncationSide;
    private final int end;

    private MarianTokenizer(
            SentencePiece source,
            SentencePiece target,
            MarianVocabulary vocabulary,
            Basics basics,
            PaddingSide truncationSide) {
        this.source = source;
        this.target = target;
        // The reference puts words together with the source's model, unless the vocabularies are separate.
        writer = vocabulary.isSeparate() ? target : source;
        this.vocabulary = vocabulary;
        this.basics = basics;
        this.truncationSide = truncationSide;
        splitter = new AddedTokenSplitter(vocabulary.special().inOrder());
        end = basics.specialIds().end().orElseThrow();
    }

    static MarianTokenizer open(TokenizerFolder folder, TokenizerSettings settings) throws IOException {
        MarianVocabulary vocabulary = MarianVocabulary.read(folder, settings);
        Basics basics = Basics.of(settings, vocabulary.whole(), vocabulary.special(), "right");
        PaddingSide truncationSide = settings.side("truncation_side", "right");
        SentencePiece source = SentencePiece.open(folder, "source.spm");
        try {
            SentencePiece target = SentencePiece.open(folder, "target.spm");
            return new MarianTokenizer(source, target, vocabulary, basics, truncationSide);
        } catch (IOException e) {
            source.close();
            throw e;
        }
    }

    @Override
    public Encoding encode(String text, @Nullable String pair, EncodingOptions options) {
        if (pair != null) {
            throw new IllegalArgumentException("a translation model's tokenizer takes no pairs of texts");
        }
        Language language = options.language();
        int[] words = splitter.split(WellFormed.text(text)).stream()
                .flatMap(part -> part.token() == null ? pieces(part.text(), language) : Stream.of(part.text()))
                .mapToInt(piece -> vocabulary.id(piece, language))
                .toArray();
        int around = options.specialTokens() ? 1 : 0;
        words = options.cut(words, around, truncationSide);
        int[] ids = Arrays.copyOf(words, words.length + around);
        Arrays.fill(ids, words.length, ids.length, end);
        List<String> tokens =
                Arrays.stream(ids).mapToObj(id -> String.valueOf(name(id))).toList();
        int[] mask = new int[ids.length];
        Arrays.fill(mask, 1);
        return options.checked(new Encoding(ids, tokens, new int[ids.length], mask, null));
    }

    @Override
    public Encoding locate(String text, EncodingOptions options) {
        Encoding encoding = encode(text, null, options);
        List<Span> spans = spans(WellFormed.text(text), options.language());
        int around = options.specialTokens() ? 1 : 0;
        return spans == null
                ? encoding
                : encoding.withSpans(Span.cut(spans, truncationSide, encoding.length() - around, around));
    }

    private @Nullable List<Span> spans(String text, Language language) {
        List<Span> spans = new ArrayList<>();
        for (AddedTokenSplitter.Part part : splitter.split(text)) {
            int before = text.codePointCount(0, part.start());
            int token =
                    part.token() == null ? codeLength(part.text()) : part.text().length();
            int behind = before + part.text().codePointCount(0, token);
            if (token > 0) {
                spans.add(new Span(before, behind));
            }
            List<Span> pieces = side(language).spans(part.text().substring(token));
            if (pieces == null) {
                return null;
            }
            pieces.forEach(span -> spans.add(span.shifted(behind)));
        }
        return spans;
    }

    @Override
    public String decode(int[] ids, DecodeOptions options) {
        StringBuilder text = new StringBuilder();
        List<String> words = new ArrayList<>();
        for (int id : ids) {
            if (id < 0) {
                throw new IllegalArgumentException("the id " + id + " is negative");
            }
            String token = name(id);
            if (token == null || (options.skipSpecialTokens() && vocabulary.isSpecial(id))) {
                continue;
            }
            if (vocabulary.isSpecial(token)) {
                text.append(writer.join(words)).append(token).append(' ');
                words.clear();
            } else {
                words.add(token);
            }
        }
        text.append(writer.join(words));
        String whole = PythonText.strip(text.toString().replace('\u2581', ' '));
        return options.cleanUp() ? CleanUp.of(whole) : whole;
    }

    @Override
    public OptionalInt id(String token) {
        return vocabulary.whole().id(token);
    }

    @Override
    public Optional<String> token(int id) {
        return Optional.ofNullable(name(id));
    }

    @Override
    public int size() {
        return vocabulary.whole().size();
    }

    @Override
    public SpecialIds specialIds() {
        return basics.specialIds();
    }

    @Override
    public OptionalInt maxLength() {
        return basics.maxLength();
    }

    @Override
    public PaddingSide paddingSide() {
        return basics.paddingSide();
    }

    @Override
    public boolean cleansUp() {
        return basics.cleansUp();
    }

    @Override
    public void close() {
        source.close();
        target.close();
    }

    private Stream<String> pieces(String text, Language language) {
        int code = codeLength(text);
        SentencePiece model = side(language);
        return code == 0
                ? model.pieces(text).stream()
                : Stream.concat(Stream.of(text.substring(0, code)), model.pieces(text.substring(code)).stream());
    }

    private SentencePiece side(Language language) {
        return language == Language.TARGET ? target : source;
    }

    /** Length of the language's code with which a text begins, as {@code >>fra<<}; 0 if it begins with none. */
    private static int codeLength(String text) {
        int code = text.startsWith(">>") ? text.indexOf("<<") + 2 : 0;
        return code < 4 ? 0 : code;
    }

    /** The token with an id; as in the reference, one that the table lacks is a piece of the model that writes. */
    private @Nullable String name(int id) {
        String token = vocabulary.token(id);
        List<SentencePieceModel.Piece> pieces = writer.model().pieces();
        return (token == null && id < pieces.size()) ? pieces.get(id).text() : token;
    }
}
