package triptych.text.token;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LongTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"bert", "gpt2", "roberta", "clip", "t5", "marian"})
    void refusesMoreTokensThanAllowed(String folder) throws IOException {
        try (Tokenizer tokenizer = Fixtures.open(folder)) {
            String text = "a dog ".repeat(20);
            int length = tokenizer.encode(text).length();
            assertEquals(
                    length,
                    tokenizer
                            .encode(text, null, EncodingOptions.DEFAULT.limitedTo(length))
                            .length());
            IllegalArgumentException error = assertThrows(
                    IllegalArgumentException.class,
                    () -> tokenizer.encode(text, null, EncodingOptions.DEFAULT.limitedTo(length - 1)));
            assertEquals(
                    "the text has " + length + " tokens, at most " + (length - 1)
                            + " are allowed: shorten it, or ask for truncation",
                    error.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bert", "gpt2", "roberta", "clip", "t5", "marian"})
    void neverCutsUnasked(String folder) throws IOException {
        try (Tokenizer tokenizer = Fixtures.open(folder)) {
            int one = tokenizer.encode("a dog ").length();
            int many = tokenizer.encode("a dog ".repeat(2000)).length();
            assertEquals(true, many > 2000 && many > one, "has " + many + " tokens");
        }
    }

    @Test
    void cutsTheBeginningIfTheSettingsSaySo(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("vocab.txt"), "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\nb\nc\n");
        Files.writeString(folder.resolve("tokenizer_config.json"), "{\"truncation_side\": \"left\"}");
        try (Tokenizer tokenizer = Tokenizer.open(folder)) {
            Encoding got = tokenizer.encode("a b c", null, EncodingOptions.DEFAULT.cutTo(4));
            assertArrayEquals(new int[] {2, 6, 7, 3}, got.ids());
            assertArrayEquals(
                    new int[] {2, 5, 6, 7, 3}, tokenizer.encode("a b c").ids());
        }
    }

    @Test
    void refusesToCutAwayTheTokensAroundAText() throws IOException {
        try (Tokenizer tokenizer = Fixtures.open("bert")) {
            assertEquals(
                    2,
                    tokenizer
                            .encode("a dog", null, EncodingOptions.DEFAULT.cutTo(2))
                            .length());
            assertThrows(
                    IllegalArgumentException.class,
                    () -> tokenizer.encode("a dog", null, EncodingOptions.DEFAULT.cutTo(1)));
        }
    }

    @Test
    void refusesToCutAShortSecondText() throws IOException {
        try (Tokenizer tokenizer = Fixtures.open("bert")) {
            EncodingOptions options = EncodingOptions.DEFAULT.cutTo(5, Truncation.ONLY_SECOND);
            assertThrows(IllegalArgumentException.class, () -> tokenizer.encode("a dog ".repeat(9), "a", options));
        }
    }

    @Test
    void takesALongWordAndALongText() throws IOException {
        for (String folder : new String[] {"bert", "gpt2", "clip", "t5", "marian"}) {
            try (Tokenizer tokenizer = Fixtures.open(folder)) {
                int[] ids = tokenizer.encode("x".repeat(100_000)).ids();
                assertEquals(true, Arrays.stream(ids).allMatch(id -> id < tokenizer.size()), folder);
            }
        }
    }
}
