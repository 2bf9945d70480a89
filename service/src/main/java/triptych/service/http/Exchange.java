package triptych.service.http;

import com.google.gson.JsonElement;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import triptych.service.contract.Json;
import triptych.service.problem.Problem;
import triptych.service.problem.ProblemException;
import triptych.service.queue.Call;

/** A request and its answer. Used on the event loop of its connection, unless a method says otherwise. */
final class Exchange {

    private static final String KEY = Exchange.class.getName();
    private static final int LINGER_MILLIS = 500;

    private final RoutingContext routing;
    private final Context loop;
    private final String id;
    private final long startNanos = System.nanoTime();
    private @Nullable Endpoint endpoint;
    private @Nullable Call call;

    /** @param id names the request in answers and logs */
    Exchange(RoutingContext routing, Context loop, String id) {
        this.routing = routing;
        this.loop = loop;
        this.id = id;
        routing.put(KEY, this);
    }

    /** The exchange of a request; null for one that was refused before it had any. */
    static @Nullable Exchange of(RoutingContext routing) {
        return routing.get(KEY);
    }

    String id() {
        return id;
    }

    HttpServerRequest request() {
        return routing.request();
    }

    HttpServerResponse response() {
        return routing.response();
    }

    RoutingContext routing() {
        return routing;
    }

    long nanos() {
        return System.nanoTime() - startNanos;
    }

    void found(Endpoint which) {
        endpoint = which;
    }

    /** What it asks, for metrics; {@code none} for a path that is not there. */
    String operation() {
        return endpoint == null ? "none" : endpoint.operation();
    }

    ErrorShape shape() {
        return endpoint == null ? ErrorShape.PROBLEM : endpoint.shape();
    }

    /** A part of the path. */
    String path(String name) {
        String value = routing.pathParam(name);
        if (value == null) {
            throw new IllegalStateException("the path has no " + name);
        }
        return value;
    }

    /** Waits for an answer no longer than the call; a client that goes away ends it. */
    void waiting(Call opened) {
        call = opened;
        opened.whenOver(() -> onLoop(() -> {
            if (opened.state() == Call.State.EXPIRED) {
                fail(ProblemException.expired("was not answered in time"));
            }
        }));
    }

    /** Says that the answer has been sent, or that nobody waits for it. */
    void ended(boolean sent) {
        if (call != null) {
            call.end(sent ? Call.State.DONE : Call.State.CANCELLED);
        }
    }

    /** Runs on the event loop; any thread may ask. */
    void onLoop(Runnable work) {
        loop.runOnContext(ignored -> work.run());
    }

    /** Goes on with a result on the event loop; an error, or one in going on, is answered. */
    <T> void then(CompletionStage<T> stage, Consumer<T> next) {
        stage.whenComplete((value, error) -> onLoop(() -> {
            if (error != null) {
                fail(error);
            } else {
                guard(() -> next.accept(value));
            }
        }));
    }

    /** As {@link #then(CompletionStage, Consumer)}. */
    <T> void then(Future<T> future, Consumer<T> next) {
        future.onSuccess(value -> guard(() -> next.accept(value))).onFailure(this::fail);
    }

    private void guard(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    /** Answers. */
    void json(JsonElement body) {
        json(200, body);
    }

    /** Answers with a status. */
    void json(int status, JsonElement body) {
        send(status, "application/json", Json.text(body));
    }

    /** Answers with an error. */
    void fail(Throwable error) {
        Failures.problem(error, id).ifPresent(this::refuse);
    }

    /** Answers with a problem. */
    void refuse(Problem problem) {
        if (problem.retryAfterSeconds() > 0 && !response().headWritten()) {
            response().putHeader("Retry-After", String.valueOf(problem.retryAfterSeconds()));
        }
        send(problem.status(), shape().contentType(), Json.text(shape().body(problem, id)));
    }

    private void send(int status, String contentType, String body) {
        // An answer may come when the client has gone, or when another, such as an expired deadline, was sent.
        if (response().ended() || response().closed() || response().headWritten()) {
            return;
        }
        boolean unread = hasUnreadBody();
        if (unread && (status == 408 || status == 413 || request().headers().contains(HttpHeaders.EXPECT))) {
            // More may come than anybody wants to throw away, or, where it waits for leave, nothing or all.
            response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        Future<Void> sent = response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, contentType)
                .end(body);
        if (unread) {
            sent.onComplete(ignored -> closeSoon());
        }
    }

    private boolean hasUnreadBody() {
        HttpServerRequest request = request();
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        boolean has = length != null ? !length.equals("0") : request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
        return has && !request.isEnded();
    }

    /**
     * Closes the connection of a client that goes on sending. Not at once: the answer would be lost to a client that
     * finds its connection gone before it has looked. What comes until then is thrown away.
     */
    private void closeSoon() {
        routing.vertx().setTimer(LINGER_MILLIS, ignored -> {
            if (!request().isEnded()) {
                request().connection().close();
            }
        });
    }
}
