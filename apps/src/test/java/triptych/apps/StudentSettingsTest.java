package triptych.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import triptych.core.config.ConfigException;
import triptych.core.config.ConfigFile;

class StudentSettingsTest {

    private static StudentSettings of(Map<String, ?> settings) {
        return StudentSettings.of(ConfigFile.of("config.yml", settings), 32000);
    }

    @Test
    void searchesGreedilyWithoutAFile() {
        StudentSettings settings = of(Map.of());
        assertEquals(1, settings.settings().beams().numBeams());
        assertEquals(2.5, settings.maxLengthFactor());
        assertEquals(128, settings.mostWords());
        assertEquals(List.of(32000), settings.settings().special().decoderStartTokenId());
    }

    @Test
    void readsMariansWords() {
        StudentSettings settings = of(Map.of(
                "beam-size", 4, "normalize", 0.6, "max-length-factor", 2.0, "max-length-break", 100, "mini-batch", 64));
        assertEquals(4, settings.settings().beams().numBeams());
        assertEquals(0.6, settings.settings().beams().lengthPenalty());
        assertEquals(2.0, settings.maxLengthFactor());
        assertEquals(100, settings.mostWords());
    }

    @Test
    void neverWritesTheUnknownWord() {
        assertEquals(List.of(List.of(1)), of(Map.of()).settings().rules().badWordsIds());
    }

    @Test
    void refusesWhatWouldChangeTheText() {
        for (Map<String, ?> one :
                List.of(Map.of("word-penalty", 0.5), Map.of("allow-unk", true), Map.of("n-best", true))) {
            String key = one.keySet().iterator().next();
            ConfigException error = assertThrows(ConfigException.class, () -> of(one));
            assertTrue(String.valueOf(error.getMessage()).contains(key), error.getMessage());
        }
        assertThrows(ConfigException.class, () -> of(Map.of("output-sampling", "topk")));
    }
}
