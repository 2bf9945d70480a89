package triptych.service.model;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import triptych.service.contract.Task;
import triptych.service.contract.TextRequest;
import triptych.service.queue.Call;
import triptych.service.queue.PartSink;

/**
 * A caption, and then its translation.
 *
 * @param caption asks for the caption
 * @param translator translates it
 */
public record TranslatedPlan(Plan caption, TextModel translator) implements Plan {

    @Override
    public CompletableFuture<Answer> submit(Call call, @Nullable PartSink parts) {
        return caption.submit(call, null).thenCompose(captioned -> translator
                .plan(Task.TRANSLATION, TextRequest.of(captioned.text()))
                .submit(call, null)
                .thenApply(translated -> with(captioned, translated.text())));
    }

    private static Answer with(Answer captioned, String translation) {
        JsonElement json = captioned.json().deepCopy();
        JsonObject caption =
                json.isJsonArray() ? json.getAsJsonArray().get(0).getAsJsonObject() : json.getAsJsonObject();
        caption.addProperty("translation_text", translation);
        return new Answer(json, translation, captioned.written());
    }

    @Override
    public boolean streams() {
        return false;
    }
}
