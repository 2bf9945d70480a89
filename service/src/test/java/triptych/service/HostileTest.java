package triptych.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static triptych.service.ScriptedService.PATH;
import static triptych.service.ScriptedService.await;
import static triptych.service.ScriptedService.request;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Clients that break the rules of HTTP, or use them to do harm. */
class HostileTest {

    private static ScriptedService scripted;

    @BeforeAll
    static void start() {
        scripted = ScriptedService.start(
                "listen: {port: 0, headerSeconds: 1, connections: 20, idleSeconds: 31}\nlimits: {bodySeconds: 1}\n", 1);
    }

    @AfterAll
    static void stop() {
        scripted.close();
    }

    /** Whatever a test did, nothing is left of it. */
    @AfterEach
    void answersOthersAndHoldsNothing() {
        assertEquals(
                200, scripted.client().post(PATH, request("after", 1, false)).status());
        await("none in flight", () -> scripted.service().inFlight() == 0);
    }

    private static RawClient raw() {
        return new RawClient(scripted.service().port());
    }

    private static void answers(String start, String sent) {
        try (RawClient raw = raw()) {
            raw.send(sent);
            String answer = raw.rest(8000);
            assertTrue(answer.startsWith(start), answer);
        }
    }

    private static String head(String more) {
        return "POST " + PATH + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + more + "\r\n";
    }

    @Test
    void closesAConnectionWhoseBodyIsTooSlow() {
        answers("HTTP/1.1 408", head("Content-Length: 100\r\n") + "{\"inputs\":");
    }

    @Test
    void closesAConnectionWhoseHeadersAreTooSlow() {
        try (RawClient raw = raw()) {
            raw.send("POST " + PATH + " HTTP/1.1\r\nHost: local");
            assertEquals("", raw.rest(8000));
        }
    }

    @Test
    void refusesABodyThatIsTooLargeHoweverItComes() {
        answers("HTTP/1.1 413", head("Content-Length: 99999999999\r\n"));
        StringBuilder chunks = new StringBuilder(head("Transfer-Encoding: chunked\r\n"));
        String chunk = "10000\r\n" + "a".repeat(0x10000) + "\r\n";
        for (int i = 0; i < 17; i++) {
            chunks.append(chunk);
        }
        answers("HTTP/1.1 413", chunks.toString());
    }

    @Test
    void refusesFloodsOfHeaders() {
        String flood =
                "GET / HTTP/1.1\r\nHost: localhost\r\n" + ("X: " + "a".repeat(1000) + "\r\n").repeat(20) + "\r\n";
        answers("HTTP/1.1 431", flood);
        answers("HTTP/1.0 414", "GET /" + "a".repeat(5000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }

    @Test
    void refusesPathsThatAreNone() {
        answers("HTTP/1.1 404", "OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    @Test
    void refusesWhatIsNoHttp() {
        answers("HTTP/1.0 400", "HELLO\r\n\r\n");
        answers("HTTP/1.1 400", head("Content-Length: many\r\n"));
    }

    @Test
    void refusesCompressedBodies() {
        answers(
                "HTTP/1.1 415",
                head("Connection: close\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n") + "\u001f\u008b..");
    }

    @Test
    void forgetsAClientThatLeavesInTheMiddleOfItsBody() {
        for (int i = 0; i < 10; i++) {
            try (RawClient raw = raw()) {
                raw.send(head("Content-Length: 100\r\n") + "{\"inputs\":");
            }
        }
    }

    @Test
    void boundsConnections() {
        List<RawClient> many = new ArrayList<>();
        try {
            for (int i = 0; i < 30; i++) {
                many.add(raw());
            }
            assertEquals("", many.get(29).rest(500));
        } finally {
            many.forEach(RawClient::close);
        }
        await("room", () -> {
            try {
                return scripted.client().get("/v2/health/live").status() == 200;
            } catch (java.io.UncheckedIOException e) {
                return false;
            }
        });
    }

    @Test
    void refusesDeepAndWildJson() {
        assertEquals(
                400,
                scripted.client()
                        .post(PATH, "{\"inputs\": " + "[".repeat(5000) + "]".repeat(5000) + "}")
                        .status());
        assertEquals(
                400,
                scripted.client()
                        .post(PATH, "{\"inputs\": \"a\", \"parameters\": {\"max_new_tokens\": 1e999999999}}")
                        .status());
    }

    @Test
    void saysWhichMethodsAPathTakes() {
        Client.Answer answer = scripted.client().get(PATH);
        assertEquals(405, answer.status());
        assertEquals("POST", answer.header("Allow"));
        assertEquals(404, scripted.client().get("/no/such/path").status());
        assertEquals(404, scripted.client().get("/../../etc/passwd").status());
        assertEquals("application/problem+json", scripted.client().get("/no").header("Content-Type"));
    }

    @Test
    void needsToBeToldThatABodyIsJson() {
        assertEquals(
                415,
                scripted.client()
                        .post(
                                PATH,
                                "text/plain",
                                request("a", 1, false).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .status());
    }
}
