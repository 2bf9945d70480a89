package triptych.text.token;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import triptych.core.checkpoint.CheckpointException;
import triptych.core.run.ClosedException;

/** A tokenizer that the tokenizers library runs. */
final class LibraryTokenizer implements Tokenizer {

    private static final String CLEAN_ANYWAY =
            "clean_up_tokenization_spaces_for_bpe_even_though_it_will_corrupt_output";

    private final NativeTokenizer tokenizer;
    private final Vocabulary vocabulary;
    private final Basics basics;
    private final boolean mayCleanUp;
    private final boolean endsWords;

    private LibraryTokenizer(
            NativeTokenizer tokenizer, Vocabulary vocabulary, Basics basics, boolean mayCleanUp, boolean endsWords) {
        this.tokenizer = tokenizer;
        this.vocabulary = vocabulary;
        this.basics = basics;
        this.mayCleanUp = mayCleanUp;
        this.endsWords = endsWords;
    }

    static LibraryTokenizer open(TokenizerFolder folder, TokenizerSettings settings, TokenizerKind kind)
            throws IOException {
        Ingredients from = new Ingredients(folder, settings);
        Built built =
                switch (kind) {
                    case BERT -> new BertRecipe(from).built();
                    case GPT2 -> new ByteLevelRecipe(from).gpt2();
                    case ROBERTA -> new ByteLevelRecipe(from).roberta();
                    case CLIP -> new ByteLevelRecipe(from).clip();
                    case T5 -> new UnigramRecipe(from).built();
                    case PUBLISHED -> new PublishedRecipe(from).built();
                    case MARIAN -> throw new IllegalArgumentException("Marian's tokenizer is not the library's");
                };
        Basics basics = Basics.of(settings, built.vocabulary(), built.special(), publishedSide(folder));
        boolean mayCleanUp = !built.isBytePair() || settings.flag(CLEAN_ANYWAY, false);
        try {
            NativeTokenizer tokenizer = NativeTokenizer.of(built.text());
            return new LibraryTokenizer(tokenizer, built.vocabulary(), basics, mayCleanUp, kind == TokenizerKind.CLIP);
        } catch (IllegalArgumentException e) {
            throw new CheckpointException(folder.path(), "the tokenizer " + e.getMessage(), e);
        }
    }

    @Override
    public Encoding encode(String text, @Nullable String pair, EncodingOptions options) {
        // The reference takes an empty second text for none.
        String second = (pair == null || pair.isEmpty()) ? null : WellFormed.text(pair);
        boolean cuts = options.truncation() != Truncation.NONE;
        if (cuts) {
            roomFor(second != null, options);
        }
        Encoding got = encodeNatively(WellFormed.text(text), second, options);
        return options.checked(new Encoding(got.ids(), tokens(got.ids()), got.typeIds(), got.mask(), got.spans()));
    }

    @Override
    public String decode(int[] ids, DecodeOptions options) {
        for (int id : ids) {
            if (id < 0) {
                throw new IllegalArgumentException("the id " + id + " is negative");
            }
        }
        String text = tokenizer.decode(ids, options.skipSpecialTokens());
        if (endsWords) {
            text = PythonText.strip(text.replace("</w>", " "));
        }
        return options.cleanUp() && mayCleanUp ? CleanUp.of(text) : text;
    }

    @Override
    public OptionalInt id(String token) {
        return vocabulary.id(token);
    }

    @Override
    public Optional<String> token(int id) {
        return Optional.ofNullable(vocabulary.token(id));
    }

    @Override
    public int size() {
        return vocabulary.size();
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
        tokenizer.close();
    }

    private Encoding encodeNatively(String text, @Nullable String pair, EncodingOptions options) {
        try {
            return tokenizer.encode(text, pair, options.specialTokens(), options.maxLength(), options.truncation());
        } catch (ClosedException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("the text cannot be encoded: " + e.getMessage(), e);
        }
    }

    /** The library would not cut at all if the tokens around a text alone were more than allowed. */
    private void roomFor(boolean pair, EncodingOptions options) {
        EncodingOptions whole = EncodingOptions.DEFAULT;
        int around = options.specialTokens()
                ? encodeNatively("", pair ? "" : null, whole).length()
                : 0;
        if (around > options.maxLength()) {
            throw new IllegalArgumentException(
                    "cannot cut to " + options.maxLength() + " tokens: " + around + " of them stand around the text");
        }
    }

    /** As the vocabulary writes them; the library gives the text itself for an unknown piece. */
    private List<String> tokens(int[] ids) {
        return Arrays.stream(ids)
                .mapToObj(id -> String.valueOf(vocabulary.token(id)))
                .toList();
    }

    /** Where tokenizer.json would pad. */
    private static String publishedSide(TokenizerFolder folder) throws IOException {
        JsonObject json = folder.jsonIfPresent(Ingredients.PUBLISHED);
        JsonElement padding = json.get("padding");
        JsonElement side = (padding != null && padding.isJsonObject())
                ? padding.getAsJsonObject().get("direction")
                : null;
        boolean left = "Left".equals(TokenizerFolder.text(side));
        return left ? "left" : "right";
    }
}
