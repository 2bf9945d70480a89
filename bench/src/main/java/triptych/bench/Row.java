package triptych.bench;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A piece of work that every peer does in the same way.
 *
 * @param model folder of the checkpoint
 * @param task what is done: {@code translate}, {@code caption}, {@code summarize}, {@code classify}, {@code embed},
 *     {@code image}, or one of {@link Rows}' special tasks
 * @param batch inputs of one call
 * @param beam running sequences; null where nothing is written
 * @param sourceLength words of each input, or pixels of a picture's side; null where inputs differ
 * @param newTokens exactly so many are written; null where nothing is, or where lengths differ
 */
record Row(
        String model,
        String task,
        int batch,
        @Nullable Integer beam,
        @Nullable Integer sourceLength,
        @Nullable Integer newTokens) {

    static Row of(JsonObject json) {
        return new Row(
                json.get("model").getAsString(),
                json.get("task").getAsString(),
                json.get("batch").getAsInt(),
                number(json, "beam"),
                number(json, "source_len"),
                number(json, "new_tokens"));
    }

    /** Writes the row's fields behind those of {@code json}. */
    void into(JsonObject json) {
        json.addProperty("batch", batch);
        json.addProperty("beam", beam);
        json.addProperty("source_len", sourceLength);
        json.addProperty("new_tokens", newTokens);
    }

    /** For people: {@code marian-base translate, batch 1, beam 4, 32 → 32}. */
    String label() {
        StringBuilder text = new StringBuilder(model + " " + task + ", batch " + batch);
        if (beam != null) {
            text.append(", beam ").append(beam);
        }
        if (sourceLength != null) {
            text.append(", ").append(sourceLength);
        }
        if (newTokens != null) {
            text.append(" → ").append(newTokens);
        }
        return text.toString();
    }

    private static @Nullable Integer number(JsonObject json, String name) {
        JsonElement value = json.get(name);
        return value == null || value.isJsonNull() ? null : value.getAsInt();
    }
}
