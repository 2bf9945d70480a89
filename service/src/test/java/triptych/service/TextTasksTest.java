package triptych.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import triptych.apps.TextTranslator;

/** Tasks about texts, with real models. */
class TextTasksTest {

    private final Client client = RealModels.client();

    private JsonElement answer(String path, String json) {
        Client.Answer answer = client.post(path, json);
        assertEquals(200, answer.status(), answer.body());
        assertEquals("application/json", answer.header("Content-Type"));
        return answer.json();
    }

    private Client.Answer refused(int status, String path, String json) {
        Client.Answer answer = client.post(path, json);
        assertEquals(status, answer.status(), answer.body());
        assertEquals("application/problem+json", answer.header("Content-Type"));
        assertEquals(status, answer.json().getAsJsonObject().get("status").getAsInt());
        return answer;
    }

    private static String only(JsonElement answers, String member) {
        JsonArray array = answers.getAsJsonArray();
        assertEquals(1, array.size());
        return array.get(0).getAsJsonObject().get(member).getAsString();
    }

    @Test
    void translatesAsThePipelineDoes() throws IOException {
        String text = "A dog runs. It is fast.";
        JsonElement answer =
                answer("/v1/translation", "{\"inputs\": \"" + text + "\", \"model\": \"translator-en-pt\"}");
        try (TextTranslator translator =
                TextTranslator.open(RealModels.ROOT.resolve("models").resolve("translator-en-pt"))) {
            assertEquals(translator.translate(text).text(), only(answer, "translation_text"));
        }
    }

    @Test
    void choosesTheTranslatorThatKnowsTheLanguages() {
        JsonElement english = answer(
                "/v1/translation",
                "{\"inputs\": \"O sol brilha.\", \"parameters\": {\"src_lang\": \"pt\", \"tgt_lang\": \"en\"}}");
        assertTrue(only(english, "translation_text").contains("sun"), english.toString());
        Client.Answer answer = refused(
                400, "/v1/translation", "{\"inputs\": \"O sol brilha.\", \"parameters\": {\"tgt_lang\": \"de\"}}");
        assertTrue(answer.body().contains("/parameters/tgt_lang"), answer.body());
    }

    @Test
    void answersAListInItsOrder() {
        JsonArray answers = answer("/v1/translation", "{\"inputs\": [\"A dog.\", \"\", \"The sun is shining.\"]}")
                .getAsJsonArray();
        assertEquals(3, answers.size());
        assertEquals(
                "", answers.get(1).getAsJsonObject().get("translation_text").getAsString());
        assertTrue(answers.get(2).toString().contains("sol"), answers.toString());
    }

    @Test
    void takesOptionsOfGenerationWhereverTheyStand() {
        String beams = "{\"inputs\": \"A dog runs over the green grass.\", \"parameters\": %s}";
        String flat = only(
                answer("/v1/translation", String.format(beams, "{\"num_beams\": 2, \"max_new_tokens\": 3}")),
                "translation_text");
        String nested = only(
                answer(
                        "/v1/translation",
                        String.format(beams, "{\"generate_parameters\": {\"num_beams\": 2, \"max_new_tokens\": 3}}")),
                "translation_text");
        assertEquals(flat, nested);
        assertTrue(flat.split(" ").length <= 3, flat);
    }

    @Test
    void summarisesByChoosingSentencesAndSaysSo() {
        JsonElement answer = answer(
                "/v1/summarization",
                "{\"inputs\": \"The sun is shining. Dogs run. The sun is warm and it is shining.\","
                        + " \"parameters\": {\"sentences\": 1}}");
        assertEquals("extractive", only(answer, "kind"));
        assertTrue(only(answer, "summary_text").contains("sun"), answer.toString());
    }

    @Test
    void summarisesInWordsOfItsOwnWhereTheModelWrites() {
        JsonElement answer = answer(
                "/v1/summarization",
                "{\"inputs\": \"some words\", \"model\": \"bart\", \"parameters\": {\"max_new_tokens\": 4,"
                        + " \"num_beams\": 2, \"num_return_sequences\": 2}}");
        JsonObject summary = answer.getAsJsonArray().get(0).getAsJsonObject();
        assertEquals(1, summary.get("alternatives").getAsJsonArray().size());
    }

    @Test
    void labelsWithAListForEachText() {
        JsonArray answers = answer("/v1/text-classification", "{\"inputs\": \"I love it.\"}")
                .getAsJsonArray();
        JsonArray labels = answers.get(0).getAsJsonArray();
        assertEquals(1, answers.size());
        assertEquals(2, labels.size());
        double first = labels.get(0).getAsJsonObject().get("score").getAsDouble();
        double second = labels.get(1).getAsJsonObject().get("score").getAsDouble();
        assertEquals(1, first + second, 1e-6);
        assertTrue(first > second);
        JsonArray top = answer(
                        "/v1/text-classification",
                        "{\"inputs\": \"I love it.\", \"parameters\": {\"top_k\": 1, \"function_to_apply\": \"sigmoid\"}}")
                .getAsJsonArray();
        assertEquals(1, top.get(0).getAsJsonArray().size());
    }

    @Test
    void givesAVectorForATextAndVectorsForAList() {
        JsonArray one =
                answer("/v1/feature-extraction", "{\"inputs\": \"A dog.\"}").getAsJsonArray();
        JsonArray two = answer("/v1/feature-extraction", "{\"inputs\": [\"A dog.\"]}")
                .getAsJsonArray()
                .get(0)
                .getAsJsonArray();
        assertEquals(one.size(), two.size());
        double length = 0;
        for (JsonElement number : one) {
            length += number.getAsDouble() * number.getAsDouble();
        }
        assertEquals(1, length, 1e-5);
    }

    @Test
    void continuesTexts() {
        JsonElement answer = answer(
                "/v1/text-generation",
                "{\"inputs\": \"some words\", \"parameters\": {\"max_new_tokens\": 5, \"details\": true}}");
        JsonObject details = answer.getAsJsonArray().get(0).getAsJsonObject().getAsJsonObject("details");
        assertTrue(details.get("generated_tokens").getAsInt() <= 5, answer.toString());
        JsonElement full = answer(
                "/v1/text-generation",
                "{\"inputs\": \"some words\", \"parameters\": {\"max_new_tokens\": 5, \"return_full_text\": true}}");
        assertTrue(only(full, "generated_text").startsWith("some words"), full.toString());
    }

    @Test
    void drawsTheSameTextWithTheSameSeed() {
        String json = "{\"inputs\": \"some words\", \"parameters\": {\"max_new_tokens\": 9, \"temperature\": 1.5,"
                + " \"seed\": 7}}";
        String first = only(answer("/v1/text-generation", json), "generated_text");
        assertEquals(first, only(answer("/v1/text-generation", json), "generated_text"));
        String other = only(answer("/v1/text-generation", json.replace("7", "8")), "generated_text");
        assertTrue(!first.equals(other), first);
    }

    @Test
    void takesTheModelOfThePath() {
        assertTrue(only(answer("/models/translator-en-pt", "{\"inputs\": \"The sun.\"}"), "translation_text")
                .contains("sol"));
        refused(404, "/models/nobody", "{\"inputs\": \"The sun.\"}");
        refused(400, "/models/translator-en-pt", "{\"inputs\": \"The sun.\", \"model\": \"translator-pt-en\"}");
        refused(400, "/v1/translation", "{\"inputs\": \"The sun.\", \"model\": \"gpt2\"}");
        refused(404, "/v1/translation", "{\"inputs\": \"The sun.\", \"model\": \"nobody\"}");
    }

    @Test
    void namesEveryInputThatCannotBeAnswered() {
        Client.Answer answer = refused(422, "/v1/text-classification", "{\"inputs\": [\"\", \"I love it.\", \"  \"]}");
        JsonArray errors = answer.json().getAsJsonObject().getAsJsonArray("errors");
        assertEquals(2, errors.size());
        assertEquals("/inputs/2", errors.get(1).getAsJsonObject().get("pointer").getAsString());
        assertEquals(
                "validation", answer.json().getAsJsonObject().get("error_type").getAsString());
    }

    @Test
    void refusesATextThatIsLongerThanTheModelTakes() {
        Client.Answer answer = refused(422, "/v1/text-classification", "{\"inputs\": \"" + "word ".repeat(600) + "\"}");
        assertTrue(answer.body().contains("602"), answer.body());
    }

    @Test
    void refusesWhatIsNotInTheContract() {
        refused(400, "/v1/translation", "{}");
        refused(400, "/v1/translation", "{\"inputs\": 7}");
        refused(400, "/v1/translation", "{\"inputs\": []}");
        refused(400, "/v1/translation", "{\"inputs\": \"a\", \"no_such\": 1}");
        refused(400, "/v1/translation", "{\"inputs\": \"a\", \"parameters\": {\"no_such\": 1}}");
        refused(400, "/v1/translation", "{\"inputs\": \"a\", \"parameters\": {\"num_beams\": \"many\"}}");
        refused(400, "/v1/translation", "{\"inputs\": \"a\", \"parameters\": {\"decoder_start_token_id\": 1}}");
        refused(400, "/v1/translation", "{\"inputs\": \"a\", \"stream\": \"yes\"}");
        refused(400, "/v1/text-classification", "{\"inputs\": \"a\", \"stream\": true}");
        refused(
                400,
                "/v1/text-classification",
                "{\"inputs\": \"a\", \"parameters\": {\"function_to_apply\": \"none\"}}");
        refused(400, "/v1/feature-extraction", "{\"inputs\": \"a\", \"parameters\": {\"normalize\": false}}");
        refused(400, "/v1/text-generation", "{\"inputs\": \"a\", \"parameters\": {\"stop\": [\"b\"]}}");
        refused(400, "/v1/translation", "not JSON");
    }

    @Test
    void refusesWhatIsBeyondALimit() {
        refused(422, "/v1/translation", "{\"inputs\": \"a\", \"parameters\": {\"num_beams\": 9}}");
        refused(422, "/v1/translation", "{\"inputs\": \"a\", \"parameters\": {\"max_new_tokens\": 513}}");
        refused(422, "/v1/translation", "{\"inputs\": [" + "\"a\",".repeat(64) + "\"a\"]}");
        refused(422, "/v1/translation", "{\"inputs\": \"" + "a".repeat(20_001) + "\"}");
        Client.Answer large = client.post("/v1/translation", "{\"inputs\": \"" + "a".repeat(1 << 20) + "\"}");
        assertEquals(413, large.status(), large.body());
    }

    @Test
    void takesWhatHuggingFacesClientsSendUnasked() {
        answer(
                "/v1/translation",
                "{\"inputs\": \"The sun.\", \"options\": {\"use_cache\": true, \"wait_for_model\": false},"
                        + " \"parameters\": {\"src_lang\": null}}");
        answer(
                "/v1/text-generation",
                "{\"inputs\": \"a\", \"stream\": false, \"parameters\": {\"details\": false, \"stop\": [],"
                        + " \"watermark\": false, \"decoder_input_details\": false}}");
    }
}
