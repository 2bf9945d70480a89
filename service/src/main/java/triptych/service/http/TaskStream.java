package triptych.service.http;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.List;
import triptych.apps.GeneratedText;
import triptych.service.contract.Json;
import triptych.service.model.Answer;
import triptych.service.model.Details;
import triptych.service.problem.Problem;

/**
 * Events as Text Generation Inference sends them: one for each part of the text, with the token that completed it, then
 * one with the whole text.
 */
final class TaskStream implements TextStream {

    private final EventStream events;
    private int index;

    TaskStream(EventStream events) {
        this.events = events;
    }

    private record Token(int id, String text, boolean special) {}

    @Override
    public void part(int token, String text) {
        if (!text.isEmpty()) {
            JsonObject event = event(new Token(token, text, false));
            event.add("generated_text", JsonNull.INSTANCE);
            event.add("details", JsonNull.INSTANCE);
            events.event(event);
        }
    }

    @Override
    public void finish(Answer answer) {
        GeneratedText written = answer.written();
        List<Integer> ids = written == null ? List.of() : written.ids();
        JsonObject event = event(new Token(ids.isEmpty() ? -1 : ids.get(ids.size() - 1), "", true));
        event.addProperty("generated_text", answer.text());
        event.add("details", written == null ? JsonNull.INSTANCE : Json.of(Details.of(written)));
        events.event(event);
        events.end();
    }

    private JsonObject event(Token token) {
        JsonObject event = new JsonObject();
        event.addProperty("index", ++index);
        event.add("token", Json.of(token));
        return event;
    }

    @Override
    public void fail(Problem problem) {
        JsonObject event = new JsonObject();
        event.addProperty("error", problem.detail());
        event.addProperty("error_type", problem.kind());
        events.event(event);
        events.end();
    }
}
