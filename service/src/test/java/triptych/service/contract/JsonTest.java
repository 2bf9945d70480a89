package triptych.service.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import triptych.service.problem.ProblemException;

class JsonTest {

    private static String again(String json) {
        return Json.text(Json.parse(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static void refused(byte[] body) {
        ProblemException refused = assertThrows(ProblemException.class, () -> Json.parse(body));
        assertEquals(400, refused.problem().status());
    }

    @Test
    void readsAllThatJsonHas() {
        String json = "{\"a\":[1,-2.5e3,true,false,null,\"é\\n\\ud83d\\ude00<\"],\"b\":{}}";
        assertEquals(json.replace("\\ud83d\\ude00", "\uD83D\uDE00"), again(json));
        assertEquals("7", again(" 7 "));
    }

    @Test
    void readsManyElementsUnderALongNameAtOnce() {
        String json = "{\"" + "a".repeat(500_000) + "\":[" + "1,".repeat(250_000) + "1]}";
        assertTimeout(Duration.ofSeconds(3), () -> again(json));
    }

    @Test
    void refusesWhatJsonHasNot() {
        for (String wrong : new String[] {
            "",
            " ",
            "{",
            "[1,]",
            "{'a':1}",
            "{a:1}",
            "[1] 2",
            "NaN",
            "[01]",
            "{\"a\":1,}",
            "// c\n1",
            "\"a\nb\"",
            "[\"\\x\"]",
            "tru",
            "{\"a\" 1}",
            "[1;2]",
            "{\"a\":1,\"a\":2}",
            "1e9999",
            "9".repeat(50),
            "[".repeat(40) + "]".repeat(40)
        }) {
            ProblemException refused = assertThrows(
                    ProblemException.class, () -> Json.parse(wrong.getBytes(StandardCharsets.UTF_8)), wrong);
            assertEquals(400, refused.problem().status(), wrong);
        }
    }

    @Test
    void refusesWhatIsNotUtf8() {
        refused(new byte[] {'"', (byte) 0xC3, '"'});
        refused(new byte[] {'"', (byte) 0xFF, '"'});
    }

    @Test
    void saysWhereANameStandsTwice() {
        ProblemException refused = assertThrows(
                ProblemException.class,
                () -> Json.parse("{\"x\":[{\"a/b\":1,\"a/b\":2}]}".getBytes(StandardCharsets.UTF_8)));
        assertEquals("/x/0/a~1b", refused.problem().faults().get(0).pointer());
    }

    private record Both(String twoWords, @Nullable String absent) {}

    @Test
    void writesRecordsAndLeavesNullsOut() {
        assertEquals("{\"two_words\":\"a\"}", Json.text(Json.of(new Both("a", null))));
        assertTrue(Json.text(Json.of(new float[] {0.5f})).contains("0.5"));
    }
}
