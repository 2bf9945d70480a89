package triptych.bench;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A row as one peer is asked to do it.
 *
 * @param peer who
 * @param row what
 * @param precision of its matrices
 * @param execution how Triptych runs models; null for other peers
 * @param effort how long
 */
record Trial(Peer peer, Row row, String precision, @Nullable String execution, Effort effort) {

    /**
     * How a time is found.
     *
     * @param threads that PyTorch or the peer's own engine uses
     * @param repeats at least so many calls are timed
     * @param seconds calls that are faster are repeated for so long
     */
    record Effort(int threads, int repeats, double seconds) {}

    /** How Triptych runs models, where its own trial says nothing else. */
    String way() {
        return execution == null ? "compiled" : execution;
    }

    static Trial of(JsonObject json) {
        JsonElement execution = json.get("execution");
        return new Trial(
                Peer.named(json.get("peer").getAsString()),
                Row.of(json),
                json.get("precision").getAsString(),
                execution == null || execution.isJsonNull() ? null : execution.getAsString(),
                new Effort(
                        json.get("threads").getAsInt(),
                        json.get("repeats").getAsInt(),
                        json.has("seconds") ? json.get("seconds").getAsDouble() : 0));
    }

    /** The fields that lead a measurement. */
    JsonObject fields() {
        JsonObject json = new JsonObject();
        json.addProperty("peer", peer.title());
        json.addProperty("model", row.model());
        json.addProperty("task", row.task());
        json.addProperty("precision", precision);
        row.into(json);
        json.addProperty("threads", effort.threads());
        if (execution != null) {
            json.addProperty("execution", execution);
        }
        return json;
    }

    /** What makes two measurements ones of the same thing: all but the effort's repeats. */
    String key() {
        return Measured.key(fields());
    }

    /** All that a fresh process has to be told. */
    JsonObject json() {
        JsonObject json = fields();
        json.addProperty("repeats", effort.repeats());
        json.addProperty("seconds", effort.seconds());
        return json;
    }

    /** For people. */
    String label() {
        return peer.title() + " " + precision + ": " + row.label();
    }
}
