package triptych.service.http;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.netty.handler.codec.http.HttpResponseStatus;
import triptych.service.contract.Json;
import triptych.service.problem.Problem;

/** How errors are written. */
enum ErrorShape {
    /**
     * RFC 9457, with {@code error} and {@code error_type} besides: readable by the clients of Hugging Face, of Text
     * Generation Inference and of KServe.
     */
    PROBLEM("application/problem+json") {
        @Override
        JsonElement body(Problem problem, String requestId) {
            JsonObject body = new JsonObject();
            body.addProperty("type", "about:blank");
            body.addProperty(
                    "title", HttpResponseStatus.valueOf(problem.status()).reasonPhrase());
            body.addProperty("status", problem.status());
            body.addProperty("detail", problem.detail());
            body.addProperty("instance", "urn:request:" + requestId);
            if (!problem.faults().isEmpty()) {
                body.add("errors", Json.of(problem.faults()));
            }
            body.addProperty("error", problem.detail());
            body.addProperty("error_type", problem.kind());
            return body;
        }
    },
    /** OpenAI's: one object, {@code error}, whose members are all there. */
    OPENAI("application/json") {
        @Override
        JsonElement body(Problem problem, String requestId) {
            JsonObject error = new JsonObject();
            error.addProperty("message", problem.detail());
            error.addProperty("type", problem.status() >= 500 ? "server_error" : "invalid_request_error");
            if (problem.faults().isEmpty() || problem.faults().get(0).pointer().isEmpty()) {
                error.add("param", JsonNull.INSTANCE);
            } else {
                error.addProperty(
                        "param", problem.faults().get(0).pointer().substring(1).replace('/', '.'));
            }
            error.addProperty("code", code(problem));
            JsonObject body = new JsonObject();
            body.add("error", error);
            return body;
        }
    };

    private final String contentType;

    ErrorShape(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    abstract JsonElement body(Problem problem, String requestId);

    private static String code(Problem problem) {
        return switch (problem.status()) {
            case 401 -> "invalid_api_key";
            case 404 -> "model_not_found";
            case 429 -> "rate_limit_exceeded";
            default -> problem.kind();
        };
    }
}
