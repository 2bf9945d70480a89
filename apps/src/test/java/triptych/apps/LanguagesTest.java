package triptych.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import triptych.core.config.ConfigFile;
import triptych.core.generate.GenerationSettings;

class LanguagesTest {

    private final GenerationSettings settings = GenerationSettings.defaults();
    private final FakeTokenizer tokenizer = new FakeTokenizer(Map.of(">>fra<<", 7, "pt_XX", 8, "en_XX", 9));

    private static String refusal(Languages languages, String from, String to) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, () -> languages.direction(from, to))
                .getMessage());
    }

    @Test
    void readsAStudentsPairInItsName() {
        Languages pair = Languages.Pair.ofFile("model.enpt.intgemm.alphas.bin", settings);
        assertEquals("en", pair.direction(null, null).language());
        assertEquals("en", pair.direction("en", "pt").language());
        assertTrue(refusal(pair, "en", "fr").contains("from 'en' to 'pt', not from 'en' to 'fr'"));
    }

    @Test
    void believesTheCallerWhereAStudentsNameSaysNothing() {
        Languages pair = Languages.Pair.ofFile("model.bin", settings);
        assertEquals("de", pair.direction("de", "fr").language());
        assertEquals("", pair.direction(null, null).language());
    }

    @Test
    void putsMariansCodeBeforeTheText() {
        Languages codes = new Languages.Codes(tokenizer, settings);
        assertEquals(">>fra<< ", codes.direction(null, "fra").prefix());
        assertEquals("", codes.direction("en", null).prefix());
        assertTrue(refusal(codes, "en", "xyz").contains(">>xyz<<"));
    }

    @Test
    void namesMbartsLanguagesByTokens() {
        Languages tokens = new Languages.Tokens(tokenizer, settings);
        Direction direction = tokens.direction("en_XX", "pt_XX");
        assertEquals(8, direction.over(null).rules().forcedBosTokenId());
        assertEquals("en", direction.language());
        assertEquals(9, direction.from(tokenizer.encode("hello en_XX")).ids()[1]);
        assertTrue(refusal(tokens, "en_XX", "pt").contains("'pt'"));
    }

    @Test
    void findsT5sTask() {
        ConfigFile config = ConfigFile.of(
                "config.json",
                Map.of(
                        "model_type",
                        "t5",
                        "task_specific_params",
                        Map.of(
                                "summarization", Map.of("prefix", "summarize: "),
                                "translation_en_to_de",
                                        Map.of("prefix", "translate English to German: ", "num_beams", 4),
                                "translation_en_to_fr", Map.of("prefix", "translate English to French: "))));
        Languages tasks = Languages.of(config, tokenizer, settings);
        Direction german = tasks.direction(null, "de");
        assertEquals("translate English to German: ", german.prefix());
        assertEquals(4, german.over(null).beams().numBeams());
        assertEquals("en", german.language());
        assertTrue(refusal(tasks, "en", "pt").contains("translation_en_to_de"));
        assertEquals("", tasks.direction(null, null).prefix());
    }
}
