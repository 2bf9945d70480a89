package triptych.service;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Asks a service as its clients do.
 *
 * @param port at which it listens
 */
public record Client(int port) {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    /**
     * An answer.
     *
     * @param status of HTTP
     * @param body as it came
     * @param response with its headers
     */
    public record Answer(int status, String body, HttpResponse<?> response) {

        /** The body as JSON. */
        public JsonElement json() {
            return JsonParser.parseString(body);
        }

        /** A header; empty if it is not there. */
        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    /** A request to a path that is not complete yet. */
    public HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(60));
    }

    /** Gets a path. */
    public Answer get(String path) {
        return send(to(path).GET());
    }

    /** Posts JSON. */
    public Answer post(String path, String json) {
        return send(json(path, json));
    }

    /** Posts bytes of a type. */
    public Answer post(String path, String type, byte[] body) {
        return send(to(path).header("Content-Type", type).POST(BodyPublishers.ofByteArray(body)));
    }

    /** A request with JSON. */
    public HttpRequest.Builder json(String path, String json) {
        return to(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json));
    }

    /** Sends a request and waits. */
    public Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends a request. */
    public CompletableFuture<Answer> begin(HttpRequest.Builder request) {
        return HTTP.sendAsync(request.build(), BodyHandlers.ofString())
                .thenApply(response -> new Answer(response.statusCode(), response.body(), response));
    }

    /** The lines of an answer as they come; whoever closes the stream goes away. */
    public HttpResponse<Stream<String>> lines(String path, String json) {
        try {
            return HTTP.send(json(path, json).build(), BodyHandlers.ofLines());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
