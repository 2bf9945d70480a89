package triptych.service.contract;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI's answers to a chat request, whole or in chunks.
 *
 * @param id of the answer
 * @param created in seconds since 1970
 * @param model by its name
 */
public record ChatAnswers(String id, long created, String model) {

    /** The whole answer. */
    public JsonElement completion(String text, String finishReason) {
        JsonObject message = new JsonObject();
        message.addProperty("role", "assistant");
        message.addProperty("content", text);
        message.add("refusal", JsonNull.INSTANCE);
        return answer("chat.completion", "message", message, finishReason);
    }

    /** The first chunk. */
    public JsonElement first() {
        JsonObject delta = new JsonObject();
        delta.addProperty("role", "assistant");
        delta.addProperty("content", "");
        return answer("chat.completion.chunk", "delta", delta, null);
    }

    /** A chunk with a part of the text. */
    public JsonElement part(String text) {
        JsonObject delta = new JsonObject();
        delta.addProperty("content", text);
        return answer("chat.completion.chunk", "delta", delta, null);
    }

    /** The last chunk. */
    public JsonElement last(String finishReason) {
        return answer("chat.completion.chunk", "delta", new JsonObject(), finishReason);
    }

    private JsonElement answer(String object, String part, JsonObject content, @Nullable String finishReason) {
        JsonObject choice = new JsonObject();
        choice.addProperty("index", 0);
        choice.add(part, content);
        choice.add("logprobs", JsonNull.INSTANCE);
        choice.addProperty("finish_reason", finishReason);
        JsonArray choices = new JsonArray();
        choices.add(choice);
        JsonObject answer = new JsonObject();
        answer.addProperty("id", id);
        answer.addProperty("object", object);
        answer.addProperty("created", created);
        answer.addProperty("model", model);
        answer.add("choices", choices);
        return answer;
    }
}
