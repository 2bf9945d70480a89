package triptych.text.token;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FatalSettingsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'normalizer': {'type': 'Precompiled'}} | has no precompiled_charsmap",
                "{'normalizer': [{'type': 'Precompiled', 'precompiled_charsmap': ['x']}]} | has no precompiled_charsmap",
                "{'normalizer': {'type': 'Replace', 'pattern': {'Regex': 'a*'}, 'content': ''}} | finds nothing everywhere",
                "{'normalizer': {'type': 'Replace', 'pattern': {'String': ''}, 'content': ''}} | finds nothing everywhere",
                "{'decoder': {'type': 'Strip', 'start': 1e400}} | the number 1e400 is too large",
                "{'post_processor': {'type': 'TemplateProcessing', 'single': [{'SpecialToken': {'id': 'x'}}]}} | uses x, which",
                "{'model': {'continuing_subword_prefix': '##', 'merges': [['a', 'b']]}} | lacks the continuing_subword_prefix ##",
                "{'model': {'continuing_subword_prefix': '##', 'merges': ['##a b']}} | lacks the continuing_subword_prefix ##"
            })
    void areRefusedBeforeTheLibrarySeesThem(String json, String message) {
        String refusal = Fixtures.refusal(() -> FatalSettings.refuse(Path.of("tokenizer.json"), parse(json)));
        assertTrue(refusal.contains(message), refusal);
    }

    @Test
    void leaveOthersAlone() {
        JsonObject fine =
                parse("{'normalizer': {'type': 'Replace', 'pattern': {'Regex': '\\\\p{L}(?~x)'}, 'content': ''},"
                        + " 'post_processor': {'type': 'TemplateProcessing', 'single': [{'SpecialToken': {'id': 'x'}}],"
                        + " 'special_tokens': {'x': {}}},"
                        + " 'model': {'continuing_subword_prefix': '##', 'merges': [['a', '##b'], 'a ##c']}}");
        assertDoesNotThrow(() -> FatalSettings.refuse(Path.of("tokenizer.json"), fine));
    }

    private static JsonObject parse(String json) {
        return JsonParser.parseString(json.replace('\'', '"')).getAsJsonObject();
    }
}
