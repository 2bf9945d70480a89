package triptych.text.token;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OddTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"bert", "gpt2", "roberta", "clip", "t5", "marian", "marian-two"})
    void takesHalfASurrogatePairForTheReplacementCharacter(String folder) throws IOException {
        try (Tokenizer tokenizer = Fixtures.open(folder)) {
            assertArrayEquals(
                    tokenizer.encode("a \uFFFD dog 😀\uFFFD").ids(),
                    tokenizer.encode("a \ud83d dog 😀\ude00").ids());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt2", "roberta", "bart"})
    void bytesComeBackAsTheyWere(String folder) throws IOException {
        String text = " a\u0000b 😀 👩‍👩‍👧 \uFFFD\u00a0é e\u0301\n\n";
        try (Tokenizer tokenizer = Fixtures.open(folder)) {
            assertEquals(text, tokenizer.decode(tokenizer.encode(text).ids()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bert", "gpt2", "roberta", "clip", "t5", "marian", "marian-two"})
    void readsNulAsACharacter(String folder) throws IOException {
        try (Tokenizer tokenizer = Fixtures.open(folder)) {
            Encoding got = tokenizer.encode("dog\u0000 \u0000cat");
            Encoding end = tokenizer.encode(" cat");
            assertEquals(
                    end.tokens().get(end.length() - 1), got.tokens().get(got.length() - 1), "goes on behind U+0000");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bert", "gpt2", "roberta", "clip", "t5", "marian", "marian-two"})
    void leavesOutIdsBeyondTheVocabulary(String folder) throws IOException {
        try (Tokenizer tokenizer = Fixtures.open(folder)) {
            int[] ids = tokenizer
                    .encode("a dog", null, EncodingOptions.DEFAULT.withoutSpecialTokens())
                    .ids();
            int[] more = new int[ids.length + 2];
            more[0] = tokenizer.size() + 100_000;
            System.arraycopy(ids, 0, more, 1, ids.length);
            more[more.length - 1] = Integer.MAX_VALUE;
            assertEquals(tokenizer.decode(ids), tokenizer.decode(more));
            assertThrows(IllegalArgumentException.class, () -> tokenizer.decode(new int[] {5, -1}));
            assertEquals("", tokenizer.decode(new int[0]));
            assertEquals(Optional.empty(), tokenizer.token(Integer.MAX_VALUE));
        }
    }

    @Test
    void joinsPiecesThatHoldAnEmoji(@TempDir Path folder) throws IOException {
        TokenizerFolder files = TokenizerFolder.of(Fixtures.student(folder));
        try (SentencePiece pieces = SentencePiece.open(files, "vocab.enpt.spm")) {
            List<String> given = List.of("▁", "I", "▁", "😀", "\u0000", "▁dog", "🐶", "\ue000");
            assertEquals("I 😀\u0000 dog🐶\ue000", pieces.join(given));
        }
    }

    @Test
    void spellsCharactersByTheirBytes() {
        assertEquals(
                List.of("▁a", "é", "😀", "\uFFFD", "x", "\uFFFD"),
                BytePieces.join(List.of(
                        "▁a", "<0xC3>", "<0xA9>", "<0xF0>", "<0x9F>", "<0x98>", "<0x80>", "<0xA9>", "x", "<0xC3>")));
    }
}
