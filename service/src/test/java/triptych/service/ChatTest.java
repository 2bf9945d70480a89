package triptych.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** OpenAI's routes, with real models. */
class ChatTest {

    private static final String PATH = "/v1/chat/completions";
    private static final String SURFING = "a person is surfing in the ocean";

    private final Client client = RealModels.client();

    private static String request(String model, String content, String more) {
        return "{\"model\": \"" + model + "\", \"messages\": [{\"role\": \"user\", \"content\": " + content + "}]"
                + more + "}";
    }

    private static String picture() {
        return "[{\"type\": \"text\", \"text\": \"What is this?\"}, {\"type\": \"image_url\", \"image_url\":"
                + " {\"url\": \"data:image/jpeg;base64,"
                + Base64.getEncoder().encodeToString(RealModels.sample("surfer.jpg")) + "\", \"detail\": \"low\"}}]";
    }

    private static JsonObject choice(Client.Answer answer) {
        assertEquals(200, answer.status(), answer.body());
        return answer.json().getAsJsonObject().getAsJsonArray("choices").get(0).getAsJsonObject();
    }

    private void refused(int status, String json) {
        Client.Answer answer = client.post(PATH, json);
        assertEquals(status, answer.status(), answer.body());
        JsonObject error = answer.json().getAsJsonObject().getAsJsonObject("error");
        assertEquals(java.util.Set.of("message", "type", "param", "code"), error.keySet());
    }

    @Test
    void captionsAPicture() {
        JsonObject choice = choice(client.post(PATH, request("captioner-flickr8k", picture(), "")));
        assertEquals(SURFING, choice.getAsJsonObject("message").get("content").getAsString());
        assertEquals("stop", choice.get("finish_reason").getAsString());
        JsonObject cut = choice(
                client.post(PATH, request("captioner-flickr8k", picture(), ", \"max_tokens\": 2, \"temperature\": 0")));
        assertEquals("length", cut.get("finish_reason").getAsString());
    }

    @Test
    void translatesAText() {
        JsonObject choice = choice(client.post(PATH, request("translator-en-pt", "\"The sun is shining.\"", "")));
        assertTrue(
                choice.getAsJsonObject("message").get("content").getAsString().contains("sol"));
    }

    @Test
    void streamsGreedyCaptionsInChunks() {
        List<String> lines = client.lines(
                        PATH, request("captioner-flickr8k", picture(), ", \"stream\": true, \"temperature\": 0"))
                .body()
                .filter(line -> !line.isEmpty())
                .toList();
        assertEquals("data: [DONE]", lines.get(lines.size() - 1));
        StringBuilder text = new StringBuilder();
        for (String line : lines.subList(0, lines.size() - 1)) {
            JsonObject chunk =
                    JsonParser.parseString(line.substring("data: ".length())).getAsJsonObject();
            assertEquals("chat.completion.chunk", chunk.get("object").getAsString());
            JsonObject delta =
                    chunk.getAsJsonArray("choices").get(0).getAsJsonObject().getAsJsonObject("delta");
            if (delta.has("content")) {
                text.append(delta.get("content").getAsString());
            }
        }
        assertTrue(lines.size() > 6, lines.toString());
        String whole = choice(client.post(PATH, request("captioner-flickr8k", picture(), ", \"temperature\": 0")))
                .getAsJsonObject("message")
                .get("content")
                .getAsString();
        assertEquals(whole, text.toString());
    }

    @Test
    void sendsTheResultOfABeamSearchInOneChunk() {
        List<String> lines = client.lines(PATH, request("captioner-flickr8k", picture(), ", \"stream\": true"))
                .body()
                .filter(line -> !line.isEmpty())
                .toList();
        assertEquals(4, lines.size(), lines.toString()); // role, text, end, [DONE]
        assertTrue(lines.get(1).contains(SURFING), lines.toString());
    }

    @Test
    void refusesInOpenAisShape() {
        refused(400, "{}");
        refused(404, request("nobody", "\"a\"", ""));
        refused(400, request("captioner-flickr8k", "\"a text alone\"", ""));
        refused(400, request("translator-en-pt", picture(), ""));
        refused(400, request("sentence-encoder", "\"a\"", ""));
        refused(400, request("translator-en-pt", "\"a\"", ", \"n\": 2"));
        refused(400, request("translator-en-pt", "\"a\"", ", \"tools\": []"));
        refused(400, "{\"model\": \"gpt2\", \"messages\": [{\"role\": \"system\", \"content\": \"a\"}]}");
        refused(
                422,
                request(
                        "captioner-flickr8k",
                        "[{\"type\": \"image_url\", \"image_url\": {\"url\": \"http://127.0.0.1/a.png\"}}]",
                        ""));
    }

    @Test
    void listsModels() {
        JsonObject list = client.get("/v1/models").json().getAsJsonObject();
        assertEquals("list", list.get("object").getAsString());
        assertEquals(8, list.getAsJsonArray("data").size());
        assertEquals(
                "gpt2",
                client.get("/v1/models/gpt2").json().getAsJsonObject().get("id").getAsString());
        assertEquals(404, client.get("/v1/models/nobody").status());
    }
}
