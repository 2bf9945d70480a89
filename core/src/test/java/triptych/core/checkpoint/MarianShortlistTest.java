package triptych.core.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarianShortlistTest {

    private static final int WORDS = 30;

    private final Path file;

    MarianShortlistTest(@TempDir Path folder) {
        file = folder.resolve("lex.50.50.xxyy.s2t.bin");
    }

    /** Word 5 asks for 20, 21 and 3, word 6 for 22 and 20; all others for nothing. */
    private static byte[] sound() {
        return ShortlistFiles.of(
                4,
                IntStream.range(0, WORDS)
                        .mapToObj(
                                word -> word == 5 ? new int[] {3, 20, 21} : word == 6 ? new int[] {20, 22} : new int[0])
                        .toList());
    }

    @Test
    void givesFrequentWordsListedWordsAndTheSourcesOwn() throws IOException {
        // 0 to 3, 20 and 21, the source's 5 and 29, and nothing to make them eight.
        assertWords(new int[] {5, 29, 5}, 0, 1, 2, 3, 5, 20, 21, 29);
    }

    @Test
    void fillsUpToAMultipleOfEightWithFrequentWords() throws IOException {
        assertWords(new int[] {6}, 0, 1, 2, 3, 4, 6, 20, 22);
        assertWords(new int[] {5, 6}, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 20, 21, 22);
    }

    @Test
    void endsWhereTheVocabularyDoes() throws IOException {
        int[] all = IntStream.range(0, WORDS).toArray();
        assertWords(all, all);
    }

    @Test
    void listsNothingForWordsOutsideTheVocabulary() throws IOException {
        assertWords(new int[] {WORDS, -1}, 0, 1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void readsAPublishedFile() throws IOException {
        Path published = Path.of("..", "models", "translator-en-pt", "lex.50.50.enpt.s2t.bin");
        MarianShortlist list = MarianShortlist.read(published, 32_000);
        // Read off the file by its description: word 100's 50 words, of which 4 is frequent; 50 frequent ones; itself
        // is among its own. 99 words, and 5 to make 104.
        assertEquals(104, list.of(new int[] {100}).cardinality());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, begins with 0x1",
        "8, 1, checksum",
        "16, 31, 31 words for all",
        "16, -1, -1 words for all",
        "32, 30, lists for 29 words",
        "32, -9223372036854775808, lists for",
        "40, 4, another number",
        "40, 4611686018427387909, another number",
        "40, -1, another number",
        "48, 1, list of word 1",
        "96, -1, list of word 6",
        "104, 2, list of word 7",
        "288, 4, list of word 30",
        "296, 0x1e00000003, lists word 30",
        "296, -1, lists word 4294967295",
    })
    void refusesAFileThatLies(int position, String value, String part) {
        byte[] bytes = sound();
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(position, Long.decode(value));
        assertRefused(position == 8 ? bytes : ShortlistFiles.summed(bytes), part);
    }

    @Test
    void refusesListsThatLeaveWordsOut() throws IOException {
        byte[] early = ShortlistFiles.of(1, List.of(new int[0], new int[0], new int[] {1, 2}));
        early[48 + 3 * 8] = 1;
        byte[] late = ShortlistFiles.of(1, List.of(new int[] {1, 2}, new int[0], new int[0]));
        late[48] = 2;
        for (byte[] bytes : List.of(early, late)) {
            Files.write(file, ShortlistFiles.summed(bytes));
            Refusal.ofCheckpoint(() -> MarianShortlist.read(file, 3), "they must fill all of 2");
        }
    }

    @Test
    void refusesAFileCutAnywhere() {
        byte[] sound = sound();
        for (int length = 0; length < sound.length; length++) {
            assertRefused(Arrays.copyOf(sound, length));
        }
        assertRefused(Arrays.copyOf(sound, sound.length + 1), "another number");
    }

    @Test
    void refusesAListOfAnotherVocabulary() throws IOException {
        Files.write(file, sound());
        Refusal.ofCheckpoint(() -> MarianShortlist.read(file, WORDS + 1), file.toString(), "the vocabulary has 31");
    }

    @Test
    void refusesAFileWhoseBytesChanged() {
        byte[] bytes = ShortlistFiles.of(1, List.of(new int[] {1, 2}, new int[0], new int[0]));
        bytes[bytes.length - 8] ^= 1;
        Refusal.ofCheckpoint(() -> MarianShortlist.read(Files.write(file, bytes), 3), "checksum");
    }

    private void assertWords(int[] source, int... words) throws IOException {
        MarianShortlist list = MarianShortlist.read(Files.write(file, sound()), WORDS);
        assertArrayEquals(words, list.of(source).stream().toArray());
    }

    private void assertRefused(byte[] bytes, String... parts) {
        Refusal.ofCheckpoint(() -> MarianShortlist.read(Files.write(file, bytes), WORDS), parts);
    }
}
