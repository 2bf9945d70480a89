package triptych.service.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import triptych.service.problem.Problem;
import triptych.service.problem.ProblemException;

/** Brings requests to endpoints, and errors to those who asked. */
final class ServiceRouter {

    private final Router router;
    private final KeyGuard keys;

    private ServiceRouter(Router router, KeyGuard keys) {
        this.router = router;
        this.keys = keys;
    }

    /**
     * Builds a router.
     *
     * @param entry comes first
     * @param origins comes next
     * @param keys is asked where an endpoint needs keys
     */
    static Router of(Vertx vertx, Entry entry, OriginGuard origins, KeyGuard keys, List<Endpoint> endpoints) {
        ServiceRouter router = new ServiceRouter(Router.router(vertx), keys);
        router.router.route().handler(entry).failureHandler(ServiceRouter::fail);
        router.router.route().handler(origins).failureHandler(ServiceRouter::fail);
        Map<String, TreeSet<String>> methods = new LinkedHashMap<>();
        for (Endpoint endpoint : endpoints) {
            router.add(endpoint);
            methods.computeIfAbsent(endpoint.path(), path -> new TreeSet<>())
                    .add(endpoint.method().name());
        }
        methods.forEach(router::refuseOthers);
        router.router.route().handler(routing -> {
            throw ProblemException.unknown("there is nothing at this path");
        });
        router.router.route().failureHandler(ServiceRouter::fail);
        // What Vert.x itself refuses before any route.
        for (int status : new int[] {400, 404, 405, 500}) {
            router.router.errorHandler(status, ServiceRouter::fail);
        }
        return router.router;
    }

    private void add(Endpoint endpoint) {
        router.route(endpoint.method(), endpoint.path()).handler(routing -> {
            Exchange exchange = Objects.requireNonNull(Exchange.of(routing));
            exchange.found(endpoint);
            if (endpoint.access() == Access.KEYED) {
                keys.check(routing.request());
            }
            endpoint.handler().handle(exchange);
        });
    }

    private void refuseOthers(String path, Set<String> methods) {
        router.route(path).handler(routing -> {
            HttpMethod method = routing.request().method();
            routing.response().putHeader("Allow", String.join(", ", methods));
            throw new ProblemException(
                    Problem.of(405, "method", "takes " + String.join(", ", methods) + ", not " + method));
        });
    }

    private static void fail(RoutingContext routing) {
        Exchange exchange = Exchange.of(routing);
        if (exchange == null) { // Vert.x refused the path itself.
            routing.response()
                    .setStatusCode(routing.statusCode() < 400 ? 500 : routing.statusCode())
                    .end();
            return;
        }
        Throwable error = routing.failure();
        if (error instanceof ProblemException problem && problem.problem().status() == 401) {
            routing.response().putHeader("WWW-Authenticate", "Bearer");
        }
        if (error != null) {
            exchange.fail(error);
        } else {
            int status = routing.statusCode() < 400 ? 500 : routing.statusCode();
            exchange.refuse(Problem.of(status, "refused", "the request is not one that can be answered"));
        }
    }
}
