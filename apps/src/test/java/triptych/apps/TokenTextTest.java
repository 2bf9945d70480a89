package triptych.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import triptych.text.token.DecodeOptions;

class TokenTextTest {

    private final List<String> told = new ArrayList<>();
    private final TokenText text = new TokenText(new FakeTokenizer(Map.of()), DecodeOptions.TEXT, new int[0]);

    private void add(String some) {
        for (byte token : some.getBytes(StandardCharsets.UTF_8)) {
            told.add(text.add(token));
        }
        told.add(text.end());
    }

    @Test
    void tellsEachPartOnce() {
        add("a b");
        assertEquals(List.of("a", " ", "b", ""), told);
    }

    @Test
    void waitsForTheRestOfACharacter() {
        add("é\uD83D\uDE00");
        assertEquals(List.of("", "é", "", "", "", "\uD83D\uDE00", ""), told);
    }

    @Test
    void tellsAtTheEndWhatStayedIncomplete() {
        assertEquals("a", text.add('a'));
        assertEquals("", text.add(0xC3));
        assertEquals("\uFFFD", text.end());
    }

    @Test
    void beginsWithWhatIsShownBefore() {
        TokenText shown = new TokenText(new FakeTokenizer(Map.of()), DecodeOptions.TEXT, new int[] {'a', 'b'});
        assertEquals("abc", shown.add('c'));
        assertEquals("d", shown.add('d'));
    }
}
