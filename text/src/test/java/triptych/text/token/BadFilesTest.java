package triptych.text.token;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import triptych.core.checkpoint.CheckpointException;

class BadFilesTest {

    private final Path folder;

    BadFilesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bert | vocab.txt",
                "bert-cased | tokenizer.json",
                "gpt2 | merges.txt",
                "roberta | vocab.json",
                "t5 | spiece.model",
                "marian | vocab.json",
                "marian | source.spm",
                "marian | target.spm",
                "marian-two | target_vocab.json"
            })
    void namesTheFileThatIsMissing(String from, String missing) throws IOException {
        copyWithout(from, missing);
        Files.deleteIfExists(folder.resolve(missing));
        CheckpointException error = assertThrows(CheckpointException.class, () -> Tokenizer.open(folder));
        String needed = from.equals("bert-cased") ? "vocab.txt" : missing;
        assertContains(error, needed + ": is missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "bert-cased | tokenizer.json | {\"model\": {\"type\": \"WordPiece\", \"vocab\" | tokenizer.json: is not valid JSON",
                "bert-cased | tokenizer.json | [1] | tokenizer.json: is not a JSON object",
                "bert-cased | tokenizer.json | {} {} | tokenizer.json: is not",
                "bert-cased | tokenizer.json | {} | tokenizer.json: has no model",
                "bert-cased | tokenizer.json | {\"model\": {\"vocab\": {}}} | tokenizer.json: has no vocabulary",
                "bert-cased | tokenizer.json | {\"model\": {\"type\": \"BPE\"}} | has a model of type \"BPE\", the tokenizer_class needs WordPiece",
                "bert | vocab.txt | a | the vocabulary lacks the unknown token [UNK]",
                "gpt2 | merges.txt | a b c | merges.txt: the merge 'a b c' is not two tokens",
                "gpt2 | merges.txt | no such | is refused by the tokenizers library",
                "gpt2 | vocab.json | {\"a\": -1} | vocab.json: the id of 'a' is -1, must be a whole number",
                "gpt2 | vocab.json | {\"a\": \"x\"} | vocab.json: the id of 'a' is \"x\", must be a whole number",
                "marian | vocab.json | {\"a\": 1} | vocab.json: lacks the unknown token <unk>",
                "t5 | spiece.model | garbage | spiece.model: is not a SentencePiece model",
                "t5 | tokenizer_config.json | {\"eos_token\": 5} | tokenizer_config.json: eos_token is 5, not a token",
                "t5 | tokenizer_config.json | {\"extra_ids\": \"many\"} | tokenizer_config.json: extra_ids is \"many\", must be a number"
            })
    void saysWhatIsWrongInAFile(String from, String file, String content, String message) throws IOException {
        copyWithout(from, file);
        Files.writeString(folder.resolve(file), content);
        assertContains(assertThrows(CheckpointException.class, () -> Tokenizer.open(folder)), message);
    }

    @Test
    void refusesTextThatIsNotUtf8() throws IOException {
        copyWithout("bert", "vocab.txt");
        Files.write(folder.resolve("vocab.txt"), "[UNK]\ncaf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        assertContains(
                assertThrows(CheckpointException.class, () -> Tokenizer.open(folder)), "vocab.txt: is not UTF-8 text");
    }

    @Test
    void refusesWhatIsNoFolder() {
        Path none = folder.resolve("none");
        assertContains(assertThrows(CheckpointException.class, () -> Tokenizer.open(none)), "none: is not a folder");
    }

    @Test
    void survivesEveryCutOfASentencePieceModel() throws IOException {
        byte[] model = Files.readAllBytes(Fixtures.folder("t5").resolve("spiece.model"));
        for (int length = 0; length < model.length; length += 97) {
            openStudent(Arrays.copyOf(model, length));
        }
    }

    @Test
    void survivesNoiseInASentencePieceModel() throws IOException {
        byte[] model = Files.readAllBytes(Fixtures.folder("t5").resolve("spiece.model"));
        Random random = new Random(5);
        for (int i = 0; i < 300; i++) {
            byte[] noisy = model.clone();
            for (int j = 0; j <= i % 4; j++) {
                noisy[random.nextInt(noisy.length)] = (byte) random.nextInt(256);
            }
            openStudent(noisy);
        }
    }

    @Test
    void refusesLinksThatLeadOutOfTheTableOfCharacters() {
        byte[] table = table();
        Charsmap.check(table);
        Charsmap.check(new byte[0]);
        ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN).putInt(4 + 4 * 70, 5000 << 10);
        IllegalArgumentException link = assertThrows(IllegalArgumentException.class, () -> Charsmap.check(table));
        assertContains(link, "a link of its double array leads outside");
        byte[] value = table();
        ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).putInt(4 + 4 * 8, 7 | Integer.MIN_VALUE);
        ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).putInt(4 + 4 * 70, ((70 ^ 8) << 10) | 0x100);
        IllegalArgumentException outside = assertThrows(IllegalArgumentException.class, () -> Charsmap.check(value));
        assertContains(outside, "a link leads to no replacement");
        byte[] header = table();
        header[1] = 99;
        assertContains(
                assertThrows(IllegalArgumentException.class, () -> Charsmap.check(header)), "its double array has");
    }

    /** 256 empty nodes and the replacement "a". */
    private static byte[] table() {
        return ByteBuffer.allocate(4 + 4 * 256 + 2)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(4 * 256)
                .put(4 + 4 * 256, (byte) 'a')
                .array();
    }

    /** A model may be fine all the same: then it must be usable. */
    private void openStudent(byte[] model) throws IOException {
        Files.write(folder.resolve("vocab.enpt.spm"), model);
        try (Tokenizer tokenizer = Tokenizer.open(folder)) {
            int[] ids = tokenizer.encode("A ﬁne dog, 5 ½ 😀.").ids();
            tokenizer.decode(ids);
        } catch (CheckpointException e) {
            assertContains(e, "vocab.enpt.spm: ");
        }
    }

    private void copyWithout(String from, String file) throws IOException {
        try (var files = Files.list(Fixtures.folder(from))) {
            for (Path path : files.toList()) {
                String name = String.valueOf(path.getFileName());
                if (!name.equals(file)) {
                    Fixtures.copy(from, folder, name);
                }
            }
        }
    }

    private static void assertContains(Exception error, String part) {
        String message = String.valueOf(error.getMessage());
        assertTrue(message.contains(part), message);
    }
}
