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

    private final Vertx vertx;
    private final int most;
    private final long millis;
    /** Those that have not sent a whole request's headers yet, or have; 0 once they have. */
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
            if (timer != null) {
                vertx.cancelTimer(timer);
            }
        });
    }

    /** Says that a connection has sent a request's headers. */
    public void heard(HttpConnection connection) {
        Long timer = timers.computeIfPresent(connection, (same, running) -> {
            vertx.cancelTimer(running);
            return 0L;
        });
        assert timer == null || timer == 0;
    }
}
