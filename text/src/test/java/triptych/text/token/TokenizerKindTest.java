package triptych.text.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenizerKindTest {

    private final Path folder;

    TokenizerKindTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @CsvSource({
        "BertTokenizerFast, BERT",
        "DistilBertTokenizer, BERT",
        "BartTokenizerFast, ROBERTA",
        "GPT2Tokenizer, GPT2",
        "PreTrainedTokenizerFast, PUBLISHED",
        "TokenizersBackend, PUBLISHED"
    })
    void goesByTheTokenizerClass(String name, TokenizerKind kind) throws IOException {
        Files.writeString(folder.resolve("config.json"), "{\"model_type\": \"t5\"}");
        Files.writeString(folder.resolve("tokenizer_config.json"), "{\"tokenizer_class\": \"" + name + "\"}");
        assertEquals(kind, kind());
    }

    @Test
    void refusesAnUnknownClassByName() throws IOException {
        Files.writeString(folder.resolve("tokenizer_config.json"), "{\"tokenizer_class\": \"BertJapaneseTokenizer\"}");
        String message = Fixtures.refusal(this::kind);
        assertTrue(message.contains("tokenizer_class is BertJapaneseTokenizer, which is not implemented"), message);
    }

    @Test
    void goesByTheDecoderOfAPairOfModels() throws IOException {
        Files.writeString(
                folder.resolve("config.json"),
                "{\"model_type\": \"vision-encoder-decoder\", \"decoder\": {\"model_type\": \"gpt2\"}}");
        Files.writeString(folder.resolve("vocab.json"), "{}");
        assertEquals(TokenizerKind.GPT2, kind());
    }

    @Test
    void takesAVocabularyAloneForBerts() throws IOException {
        Files.writeString(folder.resolve("vocab.txt"), "[UNK]\n");
        assertEquals(TokenizerKind.BERT, kind());
    }

    @Test
    void doesNotGuessWhatMergesAreFor() throws IOException {
        Files.writeString(folder.resolve("vocab.json"), "{}");
        String message = Fixtures.refusal(this::kind);
        assertTrue(message.contains("name a tokenizer_class"), message);
    }

    @Test
    void refusesAFamilyWhoseClassIsMissing() throws IOException {
        Files.writeString(folder.resolve("config.json"), "{\"model_type\": \"mbart\"}");
        Files.writeString(folder.resolve("tokenizer.json"), "{}");
        String message = Fixtures.refusal(this::kind);
        assertTrue(message.contains("model_type is mbart, whose MBartTokenizer is not implemented"), message);
    }

    @Test
    void saysWhatAnEmptyFolderLacks() {
        String message = Fixtures.refusal(this::kind);
        assertTrue(message.contains("holds no tokenizer: needs tokenizer.json, or vocab.txt"), message);
    }

    private TokenizerKind kind() throws IOException {
        TokenizerFolder files = TokenizerFolder.of(folder);
        return TokenizerKind.of(files, TokenizerSettings.read(files));
    }
}
