package triptych.service.http;

import io.vertx.core.http.HttpMethod;

/**
 * A method and a path that are answered.
 *
 * @param method of HTTP
 * @param path as Vert.x writes it: {@code /models/:name}
 * @param operation its name in the contract and in metrics
 * @param shape of its errors
 * @param access who may ask it
 * @param handler answers; what it throws is answered as an error
 */
record Endpoint(HttpMethod method, String path, String operation, ErrorShape shape, Access access, Handler handler) {

    /** Answers a request. */
    @FunctionalInterface
    interface Handler {
        /** Answers, now or later, once. */
        void handle(Exchange exchange);
    }

    static Endpoint get(String path, String operation, Access access, Handler handler) {
        return new Endpoint(HttpMethod.GET, path, operation, ErrorShape.PROBLEM, access, handler);
    }

    static Endpoint post(String path, String operation, Handler handler) {
        return new Endpoint(HttpMethod.POST, path, operation, ErrorShape.PROBLEM, Access.KEYED, handler);
    }

    Endpoint with(ErrorShape other) {
        return new Endpoint(method, path, operation, other, access, handler);
    }
}
