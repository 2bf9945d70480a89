package triptych.service.contract;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import triptych.service.problem.ProblemException;
import triptych.service.settings.LimitSettings;

/**
 * OpenAI's request for a chat completion, as far as models that do one thing can serve it: one message of the user.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat/create">Create chat completion</a>
 * @param model by its name
 * @param text of the message; empty if there is none. A captioner has no use for it
 * @param image the picture in the message; null if there is none
 * @param parameters options of generation by the reference's names
 * @param stream whether the text shall be told while it is written
 */
public record ChatRequest(
        String model, String text, ImageRequest.@Nullable Reference image, Fields parameters, boolean stream) {

    private static final Set<String> DETAILS = Set.of("auto", "low", "high");

    /**
     * Reads a body.
     *
     * @throws ProblemException if it is not as it must be, or asks for what is not implemented
     */
    public static ChatRequest of(JsonElement json, LimitSettings limits) {
        Fields body = Fields.of(json, "");
        String model = body.text("model").orElseThrow(() -> body.wrong("model", "is missing"));
        Content content = content(body);
        if (content.text.length() > limits.inputCharacters()) {
            throw ProblemException.impossible(
                    "/messages/0/content",
                    "has " + content.text.length() + " characters, the most is " + limits.inputCharacters());
        }
        boolean stream = body.flag("stream").orElse(false);
        Fields parameters = Fields.of(parameters(body), "");
        refuseUnlessIdle(body);
        return new ChatRequest(model, content.text, content.image, parameters, stream);
    }

    /** What a message holds. */
    private record Content(String text, ImageRequest.@Nullable Reference image) {}

    private static Content content(Fields body) {
        JsonElement messages = body.element("messages").orElseThrow(() -> body.wrong("messages", "is missing"));
        if (!(messages instanceof JsonArray array) || array.size() != 1) {
            throw body.wrong("messages", "must hold one message: these models know no conversations");
        }
        Fields message = Fields.of(array.get(0), "/messages/0");
        String role = message.text("role").orElse("");
        if (!role.equals("user")) {
            throw message.wrong("role", "must be 'user': these models take no instructions");
        }
        JsonElement content = message.element("content").orElseThrow(() -> message.wrong("content", "is missing"));
        message.text("name");
        message.refuseUnread();
        if (content instanceof JsonPrimitive text && text.isString()) {
            return new Content(text.getAsString(), null);
        }
        if (!(content instanceof JsonArray parts)) {
            throw message.wrong("content", "must be a text, or a list of parts");
        }
        return parts(parts);
    }

    private static Content parts(JsonArray parts) {
        List<String> texts = new ArrayList<>();
        ImageRequest.Reference image = null;
        for (int i = 0; i < parts.size(); i++) {
            Fields part = Fields.of(parts.get(i), "/messages/0/content/" + i);
            String type = part.text("type").orElse("");
            if (type.equals("text")) {
                texts.add(part.text("text").orElseThrow(() -> part.wrong("text", "is missing")));
            } else if (type.equals("image_url")) {
                if (image != null) {
                    throw part.wrong("type", "is a second picture, one is taken");
                }
                image = image(part);
            } else {
                throw part.wrong("type", "must be 'text' or 'image_url'");
            }
            part.refuseUnread();
        }
        return new Content(String.join("\n", texts), image);
    }

    private static ImageRequest.Reference image(Fields part) {
        Fields url = part.object("image_url").orElseThrow(() -> part.wrong("image_url", "is missing"));
        String address = url.text("url").orElseThrow(() -> url.wrong("url", "is missing"));
        // A model sees every picture in its own size, whatever is asked for.
        String detail = url.text("detail").orElse("auto");
        if (!DETAILS.contains(detail)) {
            throw url.wrong("detail", "must be auto, low or high");
        }
        url.refuseUnread();
        if (!address.contains(":")) {
            throw url.wrong("url", "must be an address: data:image/png;base64,…");
        }
        return new ImageRequest.Reference(address, url.pointer("url"));
    }

    private static JsonObject parameters(Fields body) {
        JsonObject options = new JsonObject();
        OptionalInt old = body.integer("max_tokens", 1);
        OptionalInt tokens = body.integer("max_completion_tokens", 1);
        if (tokens.isEmpty()) {
            tokens = old;
        }
        tokens.ifPresent(most -> options.addProperty("max_new_tokens", most));
        Optional<Double> temperature = body.number("temperature");
        if (temperature.isPresent()) {
            // OpenAI's 0 is greedy search.
            options.addProperty("do_sample", temperature.get() > 0);
            options.addProperty("num_beams", 1);
            if (temperature.get() > 0) {
                options.addProperty("temperature", temperature.get());
            }
        }
        body.number("top_p").filter(p -> p != 1).ifPresent(p -> options.addProperty("top_p", p));
        body.element("seed").ifPresent(seed -> options.add("seed", seed));
        return options;
    }

    /** What clients send though nobody asked for it; anything else would change the answer. */
    private static void refuseUnlessIdle(Fields body) {
        if (body.integer("n", 1).orElse(1) != 1) {
            throw body.wrong("n", "must be 1: nothing else is implemented");
        }
        for (String name : List.of("frequency_penalty", "presence_penalty")) {
            if (body.number(name).orElse(0.0) != 0) {
                throw body.wrong(name, "must be 0: nothing else is implemented");
            }
        }
        if (body.flag("logprobs").orElse(false)) {
            throw body.wrong("logprobs", "must be false: nothing else is implemented");
        }
        body.text("user"); // names the client's own user, for those who keep accounts
        body.refuseUnread();
    }
}
