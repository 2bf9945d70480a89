package triptych.service.contract;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import triptych.service.problem.ProblemException;
import triptych.service.settings.LimitSettings;

/**
 * A request about texts: {@code {"inputs": text or texts, "parameters": {…}, "model": name, "stream": false}}.
 *
 * @param inputs at least one
 * @param isList whether the inputs came as a list
 * @param parameters of the task
 * @param model by its name; null for the task's usual one
 * @param stream whether the text shall be told while it is written
 */
public record TextRequest(
        List<String> inputs,
        boolean isList,
        Fields parameters,
        @Nullable String model,
        boolean stream) {

    /** Copies. */
    public TextRequest {
        inputs = List.copyOf(inputs);
    }

    /** A request with one text and nothing else. */
    public static TextRequest of(String input) {
        return new TextRequest(List.of(input), false, Fields.none("/parameters"), null, false);
    }

    /**
     * Reads a body.
     *
     * @throws ProblemException if it is not as it must be, or beyond a limit
     */
    public static TextRequest of(JsonElement json, LimitSettings limits) {
        Fields body = Fields.of(json, "");
        JsonElement inputs =
                body.element("inputs").orElseThrow(() -> body.wrong("inputs", "is missing: a text or a list of texts"));
        Envelope envelope = Envelope.of(body);
        return new TextRequest(
                texts(inputs, limits),
                inputs.isJsonArray(),
                envelope.parameters(),
                envelope.model(),
                envelope.stream());
    }

    private static List<String> texts(JsonElement inputs, LimitSettings limits) {
        if (!(inputs instanceof JsonArray array)) {
            return List.of(text(inputs, "/inputs", limits));
        }
        if (array.isEmpty()) {
            throw ProblemException.malformed("/inputs", "is empty, must hold a text");
        }
        if (array.size() > limits.inputs()) {
            throw ProblemException.impossible(
                    "/inputs", "has " + array.size() + " texts, the most is " + limits.inputs());
        }
        List<String> texts = new ArrayList<>();
        for (JsonElement item : array) {
            texts.add(text(item, "/inputs/" + texts.size(), limits));
        }
        return texts;
    }

    private static String text(JsonElement json, String pointer, LimitSettings limits) {
        if (!(json instanceof JsonPrimitive primitive) || !primitive.isString()) {
            throw ProblemException.malformed(pointer, "must be a text");
        }
        String text = primitive.getAsString();
        if (text.length() > limits.inputCharacters()) {
            throw ProblemException.impossible(
                    pointer, "has " + text.length() + " characters, the most is " + limits.inputCharacters());
        }
        // Tokenizers take whole characters only; half of a surrogate pair is none.
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (Character.isSurrogate(c) && !pair) {
                throw ProblemException.malformed(pointer, "holds half of a surrogate pair at character " + i);
            }
            i += pair ? 1 : 0;
        }
        return text;
    }
}
