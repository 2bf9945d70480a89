package triptych.fusion.family;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import triptych.core.generate.GenerationSettings;
import triptych.core.generate.SpecialTokens;
import triptych.fusion.model.CaptionTokens;

class CaptionTokensTest {

    private final CaptionTokens tokens = new CaptionTokens(15, 3, 0);

    @Test
    void beginsWithTheStartTokenAlone() {
        assertArrayEquals(new int[] {15}, tokens.prompt());
    }

    @Test
    void putsItsStartBeforeAPromptAndDropsItsEnd() {
        assertArrayEquals(new int[] {15, 7, 8}, tokens.prompt(new int[] {1, 7, 8, 3}));
    }

    @Test
    void refusesAPromptWithoutSpecialTokens() {
        assertThrows(IllegalArgumentException.class, () -> tokens.prompt(new int[] {7}));
    }

    @Test
    void overrulesTheSettingsOfGeneration() {
        GenerationSettings given =
                GenerationSettings.builder().eosTokenId(2).padTokenId(9).build();
        SpecialTokens special = tokens.in(given).special();
        assertEquals(List.of(3), special.eosTokenId());
        assertEquals(0, special.padTokenId());
        assertEquals(15, special.bosTokenId());
    }
}
