package triptych.text.token;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tokenizer.json that no known class stands for is run as it is. */
class PublishedTokenizerTest {

    private static final String TOKENIZER = """
            {"version": "1.0",
             "truncation": {"direction": "Right", "max_length": 2, "strategy": "LongestFirst", "stride": 0},
             "padding": {"strategy": {"Fixed": 6}, "direction": "Left", "pad_to_multiple_of": null, "pad_id": 0,
                         "pad_type_id": 0, "pad_token": "<pad>"},
             "added_tokens": [{"id": 5, "content": "<end>", "single_word": false, "lstrip": false, "rstrip": false,
                               "normalized": false, "special": true}],
             "normalizer": NORMALIZER, "pre_tokenizer": {"type": "WhitespaceSplit"}, "post_processor": null,
             "decoder": null,
             "model": {"type": "WordLevel", "vocab": {"<pad>": 0, "?": 1, "a": 2, "dog": 3, "runs": 4}, "unk_token": "?"}}
            """;

    private final Path folder;

    PublishedTokenizerTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void writeSettings() throws IOException {
        Files.writeString(
                folder.resolve("tokenizer_config.json"),
                "{\"tokenizer_class\": \"PreTrainedTokenizerFast\", \"pad_token\": \"<pad>\", \"eos_token\": \"<end>\","
                        + " \"mask_token\": \"<mask>\"}");
        Files.writeString(folder.resolve("tokenizer.json"), TOKENIZER.replace("NORMALIZER", "null"));
    }

    @Test
    void ignoresItsTruncationAndPadding() throws IOException {
        try (Tokenizer tokenizer = Tokenizer.open(folder)) {
            assertArrayEquals(
                    new int[] {2, 3, 4, 1, 5},
                    tokenizer.encode("a dog runs fast <end>").ids());
            assertArrayEquals(new int[] {2}, tokenizer.encode("a").ids());
        }
    }

    @Test
    void padsOnTheSideThatItNames() throws IOException {
        try (Tokenizer tokenizer = Tokenizer.open(folder)) {
            PaddedBatch batch = tokenizer.encode(List.of("a dog runs", "dog"), EncodingOptions.DEFAULT);
            assertArrayEquals(new int[][] {{2, 3, 4}, {0, 0, 3}}, batch.ids());
            assertArrayEquals(new int[][] {{1, 1, 1}, {0, 0, 1}}, batch.mask());
        }
    }

    @Test
    void addsTheSettingsSpecialTokensBehindItsOwn() throws IOException {
        try (Tokenizer tokenizer = Tokenizer.open(folder)) {
            assertEquals(OptionalInt.of(5), tokenizer.specialIds().end());
            assertEquals(OptionalInt.of(6), tokenizer.specialIds().mask());
            assertEquals(7, tokenizer.size());
            assertArrayEquals(
                    new int[] {2, 6, 5}, tokenizer.encode("a <mask><end>").ids());
        }
    }

    @Test
    void tellsTheSecondTextByItsType() throws IOException {
        try (Tokenizer tokenizer = Tokenizer.open(folder)) {
            assertArrayEquals(
                    new int[] {0, 0, 1},
                    tokenizer.encode("a dog", "runs", EncodingOptions.DEFAULT).typeIds());
        }
    }

    @Test
    void refusesABrokenTableOfCharactersBeforeNativeCodeSeesIt() throws IOException {
        String normalizer =
                "{\"type\": \"Sequence\", \"normalizers\": [{\"type\": \"Precompiled\", \"precompiled_charsmap\":"
                        + " \"AAQAAAAA\"}]}";
        Files.writeString(folder.resolve("tokenizer.json"), TOKENIZER.replace("NORMALIZER", normalizer));
        String message = Fixtures.refusal(() -> Tokenizer.open(folder));
        assertTrue(message.contains("the table that normalizes characters is broken"), message);
    }
}
