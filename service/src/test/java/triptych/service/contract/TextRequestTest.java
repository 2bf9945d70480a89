package triptych.service.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import triptych.service.problem.ProblemException;
import triptych.service.settings.ServiceSettings;

class TextRequestTest {

    private static TextRequest request(String json) {
        return TextRequest.of(
                Json.parse(json.getBytes(StandardCharsets.UTF_8)),
                ServiceSettings.defaults().limits());
    }

    private static void refused(int status, String pointer, String json) {
        ProblemException refused = assertThrows(ProblemException.class, () -> request(json), json);
        assertEquals(status, refused.problem().status(), refused.getMessage());
        assertEquals(pointer, refused.problem().faults().get(0).pointer());
    }

    @Test
    void readsATextAndTexts() {
        assertEquals(List.of("a"), request("{\"inputs\": \"a\"}").inputs());
        assertFalse(request("{\"inputs\": \"a\"}").isList());
        TextRequest list = request(
                "{\"inputs\": [\"a\", \"b\"], \"model\": \"m\", \"stream\": true, \"parameters\": {\"top_k\": 2}}");
        assertEquals(List.of("a", "b"), list.inputs());
        assertTrue(list.isList());
        assertTrue(list.stream());
        assertEquals("m", list.model());
        assertEquals(2, list.parameters().integer("top_k", 1).orElseThrow());
    }

    @Test
    void pointsAtWhatIsWrong() {
        refused(400, "", "[]");
        refused(400, "/inputs", "{}");
        refused(400, "/inputs", "{\"inputs\": null}");
        refused(400, "/inputs/1", "{\"inputs\": [\"a\", 2]}");
        refused(400, "/parameters", "{\"inputs\": \"a\", \"parameters\": []}");
        refused(400, "/no", "{\"inputs\": \"a\", \"no\": 1}");
        refused(400, "/options/use_gpu", "{\"inputs\": \"a\", \"options\": {\"use_gpu\": true}}");
        refused(422, "/inputs", "{\"inputs\": \"" + "a".repeat(20_001) + "\"}");
    }

    @Test
    void refusesHalfACharacter() {
        refused(400, "/inputs", "{\"inputs\": \"a\\ud83d\"}");
        refused(400, "/inputs/0", "{\"inputs\": [\"\\ude00a\"]}");
        assertEquals(
                "\uD83D\uDE00",
                request("{\"inputs\": \"\\ud83d\\ude00\"}").inputs().get(0));
    }

    @Test
    void takesWholeNumbersHoweverTheyAreWritten() {
        Fields fields = request("{\"inputs\": \"a\", \"parameters\": {\"a\": 2.0, \"b\": 2e1, \"c\": 2.5}}")
                .parameters();
        assertEquals(2, fields.integer("a", 0).orElseThrow());
        assertEquals(20, fields.integer("b", 0).orElseThrow());
        assertThrows(ProblemException.class, () -> fields.integer("c", 0));
    }
}
