package triptych.service.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import triptych.service.problem.Problem;
import triptych.service.problem.ProblemException;

/**
 * Keeps web pages of strangers out. A page may ask only the origin that it came from, unless its own is on the list.
 * Where no key is needed, the name in the request must be one of this machine: else a page could come in by a name of
 * its own that it points at this machine (DNS rebinding).
 */
final class OriginGuard implements Handler<RoutingContext> {

    private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private static final Pattern OWN_ADDRESS = Pattern.compile("127(\\.\\d{1,3}){3}");

    private final List<String> origins;
    private final boolean onlyOwnNames;

    /**
     * @param origins of pages that may ask
     * @param onlyOwnNames whether the host that a request names must be this machine
     */
    OriginGuard(List<String> origins, boolean onlyOwnNames) {
        this.origins =
                origins.stream().map(origin -> origin.toLowerCase(Locale.ROOT)).toList();
        this.onlyOwnNames = onlyOwnNames;
    }

    @Override
    public void handle(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        HostAndPort host = request.authority();
        if (onlyOwnNames && (host == null || !isOwn(host.host()))) {
            throw forbidden("this service answers to localhost alone, because it has no keys");
        }
        String origin = request.getHeader("Origin");
        if (origin == null) {
            routing.next();
            return;
        }
        boolean listed = origins.contains(origin.toLowerCase(Locale.ROOT));
        if (!listed && !isSame(origin, request.getHeader("Host"))) {
            throw forbidden("pages of this origin may not use the service");
        }
        HttpServerResponse response = routing.response();
        response.putHeader("Vary", "Origin");
        if (listed) {
            response.putHeader("Access-Control-Allow-Origin", origin);
            response.putHeader("Access-Control-Expose-Headers", "Retry-After, " + RequestIds.HEADER);
            response.putHeader("Cross-Origin-Resource-Policy", "cross-origin");
        }
        if (listed && request.method().equals(HttpMethod.OPTIONS)) {
            response.putHeader("Access-Control-Allow-Methods", "GET, POST");
            response.putHeader("Access-Control-Allow-Headers", "Authorization, Content-Type, X-API-Key, X-Request-Id");
            response.putHeader("Access-Control-Max-Age", "600");
            response.setStatusCode(204).end();
            return;
        }
        routing.next();
    }

    static boolean isOwn(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        // Nothing is looked up: that would block, and a stranger's name may lead here.
        return OWN_NAMES.contains(name) || OWN_ADDRESS.matcher(name).matches();
    }

    private static boolean isSame(String origin, @Nullable String host) {
        int authority = origin.indexOf("://");
        return host != null && authority > 0 && origin.substring(authority + 3).equalsIgnoreCase(host);
    }

    private static ProblemException forbidden(String detail) {
        return new ProblemException(Problem.of(403, "forbidden", detail));
    }
}
