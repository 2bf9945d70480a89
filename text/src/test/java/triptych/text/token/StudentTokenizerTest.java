package triptych.text.token;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Expected ids are those of the SentencePiece library for the same model. */
class StudentTokenizerTest {

    private final Path folder;

    StudentTokenizerTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void endsTheModelsOwnIds() throws IOException {
        try (Tokenizer tokenizer = Tokenizer.open(Fixtures.student(folder))) {
            Encoding got = tokenizer.encode("A dog runs.");
            assertArrayEquals(new int[] {3, 217, 146, 3, 7, 49, 4, 8, 1}, got.ids());
            assertEquals(List.of("▁", "A", "▁dog", "▁", "r", "un", "s", ".", "</s>"), got.tokens());
            assertArrayEquals(new int[] {1}, tokenizer.encode("").ids());
            assertEquals(220, tokenizer.size());
            assertEquals(OptionalInt.of(1), tokenizer.specialIds().end());
        }
    }

    @Test
    void knowsNoEmojiButKeepsTheRest() throws IOException {
        try (Tokenizer tokenizer = Tokenizer.open(Fixtures.student(folder))) {
            int[] ids = {3, 216, 3, 2, 3, 16, 12, 82, 3, 2, 1};
            assertArrayEquals(ids, tokenizer.encode("I 😀 love 🐶").ids());
            assertEquals("I  ⁇  love  ⁇ ", tokenizer.decode(ids));
        }
    }

    @Test
    void cutsBeforeTheEnd() throws IOException {
        try (Tokenizer tokenizer = Tokenizer.open(Fixtures.student(folder))) {
            Encoding got = tokenizer.encode("A dog runs.", null, EncodingOptions.DEFAULT.cutTo(3));
            assertArrayEquals(new int[] {3, 217, 1}, got.ids());
        }
    }

    @Test
    void readsTheTargetsModelWhereItIsSeparate() throws IOException {
        byte[] model = Files.readAllBytes(Fixtures.folder("t5").resolve("spiece.model"));
        Files.write(folder.resolve("srcvocab.enja.spm"), model);
        Files.copy(Fixtures.folder("marian-two").resolve("target.spm"), folder.resolve("trgvocab.enja.spm"));
        try (Tokenizer tokenizer = Tokenizer.open(folder)) {
            assertEquals(220, tokenizer.size());
            Encoding source = tokenizer.encode("un homme");
            Encoding target = tokenizer.encode("un homme", null, EncodingOptions.DEFAULT.in(Language.TARGET));
            assertFalse(Arrays.equals(source.ids(), target.ids()));
            assertEquals("un homme", tokenizer.decode(target.ids()));
        }
    }

    @Test
    void refusesTwoModelsForOneLanguage() throws IOException {
        Fixtures.student(folder);
        Files.copy(folder.resolve("vocab.enpt.spm"), folder.resolve("vocab.enfr.spm"));
        String message = Fixtures.refusal(() -> Tokenizer.open(folder));
        assertTrue(message.contains("needs one file vocab.*.spm, has 2"), message);
    }
}
