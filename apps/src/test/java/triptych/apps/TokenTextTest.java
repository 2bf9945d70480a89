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
    private final TokenText text = new TokenText(new FakeTokenizer(Map.of()), DecodeOptions.TEXT, told::add);

    private void add(String some) {
        for (byte token : some.getBytes(StandardCharsets.UTF_8)) {
            text.add(token);
        }
    }

    @Test
    void tellsEachPartOnce() {
        add("a b");
        text.end();
        assertEquals(List.of("a", " ", "b"), told);
    }

    @Test
    void waitsForTheRestOfACharacter() {
        add("é\uD83D\uDE00");
        text.end();
        assertEquals(List.of("é", "\uD83D\uDE00"), told);
    }

    @Test
    void tellsAtTheEndWhatStayedIncomplete() {
        text.add('a');
        text.add(0xC3);
        text.end();
        assertEquals(List.of("a", "\uFFFD"), told);
    }
}
