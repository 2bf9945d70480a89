package triptych.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Texts in events, with real models. */
class StreamingTest {

    private final Client client = RealModels.client();

    private List<JsonObject> events(String path, String json) {
        HttpResponse<Stream<String>> response = client.lines(path, json);
        assertEquals(200, response.statusCode());
        assertEquals(
                "text/event-stream; charset=utf-8",
                response.headers().firstValue("Content-Type").orElse(""));
        return response.body()
                .filter(line -> line.startsWith("data: "))
                .map(line -> JsonParser.parseString(line.substring("data: ".length()))
                        .getAsJsonObject())
                .toList();
    }

    private static String token(JsonObject event) {
        return event.getAsJsonObject("token").get("text").getAsString();
    }

    @Test
    void tellsAContinuationAsItIsWritten() {
        String json = "{\"inputs\": \"some words\", \"stream\": %s, \"parameters\": {\"max_new_tokens\": 12}}";
        List<JsonObject> events = events("/v1/text-generation", String.format(json, true));
        StringBuilder parts = new StringBuilder();
        events.forEach(event -> parts.append(token(event)));
        JsonObject last = events.get(events.size() - 1);
        assertTrue(events.size() > 3, events.toString());
        assertEquals(last.get("generated_text").getAsString(), parts.toString());
        assertTrue(last.getAsJsonObject("token").get("special").getAsBoolean());
        assertTrue(events.get(0).get("generated_text").isJsonNull());
        String whole = client.post("/v1/text-generation", String.format(json, false))
                .json()
                .getAsJsonArray()
                .get(0)
                .getAsJsonObject()
                .get("generated_text")
                .getAsString();
        assertEquals(whole, parts.toString());
    }

    @Test
    void tellsADrawnText() {
        List<JsonObject> events = events(
                "/v1/text-generation",
                "{\"inputs\": \"some words\", \"stream\": true, \"parameters\": {\"max_new_tokens\": 12,"
                        + " \"min_new_tokens\": 12, \"do_sample\": true}}");
        assertTrue(events.size() > 3, events.toString());
    }

    @Test
    void tellsTheResultOfABeamSearchAtOnce() {
        List<JsonObject> events = events(
                "/v1/text-generation",
                "{\"inputs\": \"some words\", \"stream\": true, \"parameters\": {\"max_new_tokens\": 12,"
                        + " \"num_beams\": 2}}");
        assertEquals(1, events.size(), events.toString());
        assertTrue(!events.get(0).get("generated_text").getAsString().isEmpty());
    }

    @Test
    void tellsATranslationAtOnce() {
        List<JsonObject> events = events("/v1/translation", "{\"inputs\": \"The sun is shining.\", \"stream\": true}");
        assertEquals(1, events.size(), events.toString());
        assertTrue(events.get(0).get("generated_text").getAsString().contains("sol"), events.toString());
    }

    @Test
    void refusesBeforeItStreams() {
        String two = "{\"inputs\": [\"a\", \"b\"], \"stream\": true}";
        assertEquals(400, client.post("/v1/text-generation", two).status());
        String tooLong = "{\"inputs\": \"" + "word ".repeat(100) + "\", \"stream\": true}";
        Client.Answer answer = client.post("/v1/text-generation", tooLong);
        assertEquals(422, answer.status(), answer.body());
        assertEquals("application/problem+json", answer.header("Content-Type"));
    }
}
