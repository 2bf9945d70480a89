package triptych.service.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import triptych.service.Client;
import triptych.service.RealModels;
import triptych.service.settings.ServiceSettings;

/** The published contract and the routes that run are the same. */
class ContractTest {

    private final JsonObject contract = read();

    private static JsonObject read() {
        try (InputStream file = ContractTest.class.getResourceAsStream("/triptych/service/openapi.json")) {
            return JsonParser.parseReader(new InputStreamReader(Objects.requireNonNull(file), StandardCharsets.UTF_8))
                    .getAsJsonObject();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Map<String, String> promised() {
        Map<String, String> operations = new TreeMap<>();
        contract.getAsJsonObject("paths").entrySet().forEach(path -> path.getValue()
                .getAsJsonObject()
                .entrySet()
                .forEach(operation -> operations.put(
                        operation.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey(),
                        operation
                                .getValue()
                                .getAsJsonObject()
                                .get("operationId")
                                .getAsString())));
        return operations;
    }

    @Test
    void namesEveryRouteAndNoOther() {
        Map<String, String> running = new TreeMap<>();
        for (Endpoint endpoint : RunningRoutes.endpoints(ServiceSettings.defaults())) {
            boolean file =
                    endpoint.operation().equals("page") && !endpoint.path().equals("/");
            if (!file) {
                String path = endpoint.path().replaceAll(":(\\w+)", "{$1}");
                running.put(endpoint.method() + " " + path, endpoint.operation());
            }
        }
        assertEquals(promised(), running);
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        TreeSet<String> missing = new TreeSet<>();
        references(contract).forEach(reference -> {
            JsonElement at = contract;
            for (String part : List.of(reference.substring(2).split("/", -1))) {
                at = at == null ? null : at.getAsJsonObject().get(part);
            }
            if (at == null) {
                missing.add(reference);
            }
        });
        assertEquals(new TreeSet<>(), missing);
    }

    private static Stream<String> references(JsonElement json) {
        if (json.isJsonArray()) {
            return json.getAsJsonArray().asList().stream().flatMap(ContractTest::references);
        }
        if (!json.isJsonObject()) {
            return Stream.of();
        }
        return json.getAsJsonObject().entrySet().stream()
                .flatMap(entry -> entry.getKey().equals("$ref")
                        ? Stream.of(entry.getValue().getAsString())
                        : references(entry.getValue()));
    }

    @Test
    void itsExamplesAreAnswered() {
        Client client = RealModels.client();
        contract.getAsJsonObject("paths").entrySet().forEach(path -> {
            JsonObject post = path.getValue().getAsJsonObject().getAsJsonObject("post");
            JsonObject content = post == null
                    ? null
                    : post.getAsJsonObject("requestBody")
                            .getAsJsonObject("content")
                            .getAsJsonObject("application/json");
            if (content != null && content.has("example") && !path.getKey().contains("chat")) {
                Client.Answer answer =
                        client.post(path.getKey(), content.get("example").toString());
                assertEquals(200, answer.status(), path.getKey() + ": " + answer.body());
            }
        });
    }

    @Test
    void isServedAsItIs() {
        Client.Answer answer = RealModels.client().get("/openapi.json");
        assertEquals(contract, answer.json());
        assertTrue(answer.header("Content-Type").startsWith("application/json"));
    }
}
