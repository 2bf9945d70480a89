package triptych.service.http;

import com.google.gson.JsonElement;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import triptych.service.contract.Json;

/**
 * An answer as server-sent events. It begins with its first event: until then, an error is an answer of its own. Used
 * on the event loop.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent events</a>
 */
final class EventStream {

    /** Proxies close connections that are silent. */
    private static final long ALIVE_MILLIS = 15_000;

    private final HttpServerResponse response;
    private final Vertx vertx;
    private long timer = -1;

    EventStream(Exchange exchange, Vertx vertx) {
        this.response = exchange.response();
        this.vertx = vertx;
    }

    boolean hasBegun() {
        return response.headWritten();
    }

    void event(JsonElement data) {
        write("data: " + Json.text(data) + "\n\n");
    }

    /** Ends, as OpenAI's clients want to be told. */
    void done() {
        write("data: [DONE]\n\n");
        end();
    }

    void end() {
        vertx.cancelTimer(timer);
        if (isOpen()) {
            response.end();
        }
    }

    private boolean isOpen() {
        return !response.ended() && !response.closed();
    }

    private void write(String text) {
        if (!isOpen()) {
            return;
        }
        if (!hasBegun()) {
            response.setChunked(true)
                    .putHeader("Content-Type", "text/event-stream; charset=utf-8")
                    .putHeader("X-Accel-Buffering", "no");
            timer = vertx.setPeriodic(ALIVE_MILLIS, ignored -> write(": alive\n\n"));
        }
        response.write(text);
    }

    /** Stops the clock of a client that has gone. */
    void gone() {
        vertx.cancelTimer(timer);
    }
}
