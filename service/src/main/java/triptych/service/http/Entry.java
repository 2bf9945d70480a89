package triptych.service.http;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;

/** What comes before all else: the request's name, headers of every answer, counting. */
final class Entry implements Handler<RoutingContext> {

    private final ServiceMetrics metrics;

    Entry(ServiceMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void handle(RoutingContext routing) {
        String id = RequestIds.of(routing.request().getHeader(RequestIds.HEADER));
        Exchange exchange = new Exchange(routing, Vertx.currentContext(), id);
        MultiMap headers = routing.response().headers();
        headers.set(RequestIds.HEADER, id);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        headers.set("Cache-Control", "no-store");
        metrics.began();
        routing.addEndHandler(end -> {
            exchange.ended(end.succeeded());
            metrics.ended(
                    exchange.operation(), end.succeeded() ? routing.response().getStatusCode() : 499, exchange.nanos());
        });
        routing.next();
    }
}
