package triptych.text.token;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizerSettingsTest {

    private static final String WORDS = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\ndog\n##s\ncafé\ncafe\n狗\n";

    private final Path folder;

    TokenizerSettingsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"split_special_tokens\": true",
                "\"sp_model_kwargs\": {\"enable_sampling\": true}",
                "\"init_inputs\": [\"x\"]",
                "\"wordpieces_prefix\": \"@@\"",
                "\"padding_side\": \"both\"",
                "\"do_lower_case\": \"yes\"",
                "\"model_max_length\": 0"
            })
    void refusesByName(String setting) throws IOException {
        String name = setting.substring(1, setting.indexOf('"', 1));
        String message = Fixtures.refusal(() -> bert(setting));
        assertTrue(message.contains("tokenizer_config.json: " + name + " is "), message);
    }

    @Test
    void keepsAccentsAndCaseIfAsked() throws IOException {
        try (Tokenizer tokenizer = bert("\"do_lower_case\": false")) {
            assertEquals(
                    List.of("[CLS]", "café", "[SEP]"), tokenizer.encode("café").tokens());
            assertEquals(
                    List.of("[CLS]", "[UNK]", "[SEP]"), tokenizer.encode("DOG").tokens());
        }
        try (Tokenizer tokenizer = bert("\"strip_accents\": false")) {
            assertEquals(
                    List.of("[CLS]", "café", "dog", "[SEP]"),
                    tokenizer.encode("Café DOG").tokens());
        }
        try (Tokenizer tokenizer = bert("\"model_max_length\": 8")) {
            assertEquals(
                    List.of("[CLS]", "cafe", "[SEP]"), tokenizer.encode("Café").tokens());
        }
    }

    @Test
    void leavesChineseTogetherIfAsked() throws IOException {
        try (Tokenizer tokenizer = bert("\"tokenize_chinese_chars\": false")) {
            assertEquals(
                    List.of("[CLS]", "[UNK]", "[SEP]"), tokenizer.encode("狗狗").tokens());
        }
        try (Tokenizer tokenizer = bert("\"tokenize_chinese_chars\": true")) {
            assertEquals(
                    List.of("[CLS]", "狗", "狗", "[SEP]"), tokenizer.encode("狗狗").tokens());
        }
    }

    @Test
    void addsTokensThatTheVocabularyLacksAtItsEnd() throws IOException {
        try (Tokenizer tokenizer = bert("\"pad_token\": \"<pad>\", \"extra_special_tokens\": [\"<x>\", \"dog\"]")) {
            assertEquals(OptionalInt.of(11), tokenizer.specialIds().padding());
            assertEquals(OptionalInt.of(12), tokenizer.id("<x>"));
            assertEquals(13, tokenizer.size());
            assertArrayEquals(
                    new int[] {2, 5, 12, 6, 3}, tokenizer.encode("a<x>dog").ids());
            assertEquals("a", tokenizer.decode(new int[] {2, 5, 12, 6, 3}));
        }
    }

    @Test
    void readsTheSettingsOfOlderCheckpoints() throws IOException {
        Files.writeString(
                folder.resolve("special_tokens_map.json"),
                "{\"mask_token\": {\"content\": \"<m>\", \"lstrip\": true}, \"additional_special_tokens\": [\"<x>\"]}");
        Files.writeString(folder.resolve("added_tokens.json"), "{\"New\": 11, \"<x>\": 12}");
        try (Tokenizer tokenizer = bert("\"max_len\": 20")) {
            assertEquals(OptionalInt.of(20), tokenizer.maxLength());
            // The plain one is looked for in the normalized text, that is in lower case, as in the reference.
            assertArrayEquals(
                    new int[] {2, 5, 12, 11, 3}, tokenizer.encode("a <x> New").ids());
            assertEquals(OptionalInt.of(13), tokenizer.specialIds().mask());
            assertEquals(
                    List.of(new Span(0, 0), new Span(0, 1), new Span(1, 6), new Span(0, 0)),
                    tokenizer.encode("a  <m>").spans());
        }
    }

    @Test
    void takesHugeLimitsForNone() throws IOException {
        try (Tokenizer tokenizer = bert("\"model_max_length\": 1000000000000000019884624838656")) {
            assertEquals(OptionalInt.empty(), tokenizer.maxLength());
        }
    }

    @Test
    void putsTheTokensAroundThatAreAskedFor() throws IOException {
        Fixtures.copy("gpt2", folder, "vocab.json", "merges.txt");
        Files.writeString(folder.resolve("config.json"), "{\"model_type\": \"gpt2\"}");
        Files.writeString(folder.resolve("tokenizer_config.json"), "{\"add_bos_token\": true}");
        try (Tokenizer tokenizer = Tokenizer.open(folder)) {
            int start = tokenizer.specialIds().start().orElseThrow();
            assertArrayEquals(new int[] {start, 32}, tokenizer.encode("A").ids());
        }
    }

    private Tokenizer bert(String setting) throws IOException {
        Files.writeString(folder.resolve("vocab.txt"), WORDS);
        Files.writeString(folder.resolve("tokenizer_config.json"), "{" + setting + "}");
        return Tokenizer.open(folder);
    }
}
