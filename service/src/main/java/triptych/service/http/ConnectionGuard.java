package triptych.service.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import triptych.service.settings.ListenSettings;

/** Bounds how many connections there are, and closes those that send no request, or one byte of it a minute. */
public final class ConnectionGuard implements Handler<HttpConnection> {

    // Vert.x counts its timers from 0.
    private static final long HEARD = -1;

    private final Vertx vertx;
    private final int most;
    private final long millis;
    /** The timer of each connection that has not sent a request's headers yet. */
    private final Map<HttpConnection, Long> timers = new ConcurrentHashMap<>();

    /** As set. */
    public ConnectionGuard(Vertx vertx, ListenSettings settings) {
        this.vertx = vertx;
        most = settings.connections();
        millis = TimeUnit.SECONDS.toMillis(settings.headerSeconds());
    }

    @Override
    public void handle(HttpConnection connection) {
        if (timers.size() >= most) {
            connection.close();
            return;
        }
        timers.put(connection, vertx.setTimer(millis, ignored -> connection.close()));
        connection.closeHandler(closed -> {
            Long timer = timers.remove(connection);
            if (timer != null && timer != HEARD) {
                vertx.cancelTimer(timer);
            }
        });
    }

    /** Says that a connection has sent a request's headers. */
    public void heard(HttpConnection connection) {
        timers.computeIfPresent(connection, (same, timer) -> {
            if (timer != HEARD) {
                vertx.cancelTimer(timer);
            }
            return HEARD;
        });
    }
}
