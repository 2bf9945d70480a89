package triptych.text.token;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Turns text into a model's tokens and back, exactly as the reference library does with the same folder. May be used by
 * several threads at once. Holds native memory: whoever opens it closes it.
 *
 * <p>Half surrogate pairs in a text count as U+FFFD; every other character, U+0000 too, is taken as it is.
 */
public interface Tokenizer extends AutoCloseable {

    /**
     * Opens the tokenizer of a checkpoint folder: tokenizer.json, vocab.txt, vocab.json with merges.txt, spiece.model,
     * source.spm and target.spm with vocab.json, or the vocab.*.spm of a Firefox Translations model.
     *
     * @throws triptych.core.checkpoint.CheckpointException if a file is missing or bad, or names a tokenizer or a
     *     setting that is not implemented
     */
    static Tokenizer open(Path folder) throws IOException {
        return TokenizerOpener.open(TokenizerFolder.of(folder));
    }

    /**
     * Encodes a text, or a pair of texts.
     *
     * @param pair the second text; null if there is none
     * @throws IllegalArgumentException if the text has more tokens than allowed, or the tokenizer takes no pairs
     */
    Encoding encode(String text, @Nullable String pair, EncodingOptions options);

    /** Encodes a text of any length with the tokens that the model expects around it. */
    default Encoding encode(String text) {
        return encode(text, null, EncodingOptions.DEFAULT);
    }

    /**
     * Encodes a text and finds where its tokens stand in it, which {@link #encode} leaves out where it would cost time.
     *
     * @return the same tokens as {@link #encode} gives, with {@link Encoding#spans}; they are null where the text was
     *     changed before it was split in a way that cannot be followed
     * @throws IllegalArgumentException as {@link #encode} does
     */
    default Encoding locate(String text, EncodingOptions options) {
        return encode(text, null, options);
    }

    /** Encodes texts as one batch, padded on this tokenizer's side. */
    default PaddedBatch encode(List<String> texts, EncodingOptions options) {
        return pad(texts.stream().map(text -> encode(text, null, options)).toList());
    }

    /**
     * Fills encodings to one length, on this tokenizer's side.
     *
     * @throws IllegalArgumentException if it has no padding token and the lengths differ
     */
    default PaddedBatch pad(List<Encoding> encodings) {
        return PaddedBatch.of(encodings, specialIds().padding(), paddingSide());
    }

    /**
     * Turns ids back into text. Ids beyond the vocabulary, which a model with a larger table may produce, are left out.
     *
     * @throws IllegalArgumentException if an id is negative
     */
    String decode(int[] ids, DecodeOptions options);

    /** Turns ids back into text without special tokens, cleaned up if the checkpoint's settings say so. */
    default String decode(int[] ids) {
        return decode(ids, new DecodeOptions(true, cleansUp()));
    }

    /** The id of a token as the vocabulary writes it; empty if it has no such token. */
    OptionalInt id(String token);

    /** The token with an id as the vocabulary writes it; empty if it has no such id. */
    Optional<String> token(int id);

    /** The number of tokens, added ones included; a model's table may be larger. */
    int size();

    /** The ids of the tokens that have a role. */
    SpecialIds specialIds();

    /** The most tokens that the checkpoint's settings allow; empty if they don't say. */
    OptionalInt maxLength();

    /** The side on which batches are padded. */
    PaddingSide paddingSide();

    /** Whether the checkpoint's settings want decoded text cleaned up. */
    boolean cleansUp();

    @Override
    void close();
}
