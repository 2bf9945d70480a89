package triptych.apps;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import triptych.text.token.DecodeOptions;
import triptych.text.token.Encoding;
import triptych.text.token.EncodingOptions;
import triptych.text.token.PaddingSide;
import triptych.text.token.SpecialIds;
import triptych.text.token.Tokenizer;

/**
 * Takes words between blanks for tokens; decodes ids as bytes of UTF-8.
 *
 * @param vocabulary ids of words; others have the id 0
 */
record FakeTokenizer(Map<String, Integer> vocabulary) implements Tokenizer {

    @Override
    public Encoding encode(String text, @Nullable String pair, EncodingOptions options) {
        List<String> words = new ArrayList<>(Arrays.asList(text.split(" ", -1)));
        int[] ids = words.stream()
                .mapToInt(word -> vocabulary.getOrDefault(word, 0))
                .toArray();
        int[] ones = new int[ids.length];
        Arrays.fill(ones, 1);
        return new Encoding(ids, words, new int[ids.length], ones, null);
    }

    @Override
    public String decode(int[] ids, DecodeOptions options) {
        byte[] bytes = new byte[ids.length];
        for (int i = 0; i < ids.length; i++) {
            bytes[i] = (byte) ids[i];
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public OptionalInt id(String token) {
        return vocabulary.containsKey(token) ? OptionalInt.of(vocabulary.get(token)) : OptionalInt.empty();
    }

    @Override
    public Optional<String> token(int id) {
        return Optional.empty();
    }

    @Override
    public int size() {
        return 256;
    }

    @Override
    public SpecialIds specialIds() {
        OptionalInt none = OptionalInt.empty();
        return new SpecialIds(none, none, none, none, none, none, none);
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
    public void close() {}
}
