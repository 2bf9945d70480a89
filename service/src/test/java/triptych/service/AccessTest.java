package triptych.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static triptych.service.ScriptedService.PATH;
import static triptych.service.ScriptedService.request;

import org.junit.jupiter.api.Test;
import triptych.service.settings.ServiceSettings;
import triptych.service.settings.SettingsFile;

/** Who may ask. */
class AccessTest {

    /** The SHA-256 of {@code second}. */
    private static final String SECOND = "sha256:16367aacb67a4a017c8da8ab95682ccb390863780f7114dda0a0e0c55644c7c4";

    private static Client.Answer ask(Client client, String header, String value) {
        return client.send(client.json(PATH, request("a", 1, false)).header(header, value));
    }

    @Test
    void letsInWhoHasAKey() {
        try (ScriptedService scripted = ScriptedService.start("security: {keys: ['" + SECOND + "']}\n", 1, "first")) {
            Client client = scripted.client();
            assertEquals(200, ask(client, "Authorization", "Bearer first").status());
            assertEquals(200, ask(client, "Authorization", "bearer second").status());
            assertEquals(200, ask(client, "X-API-Key", "first").status());
            for (String wrong : new String[] {"Bearer First", "Bearer ", "Bearer third", "Basic first", "first"}) {
                Client.Answer answer = ask(client, "Authorization", wrong);
                assertEquals(401, answer.status(), wrong);
                assertEquals("Bearer", answer.header("WWW-Authenticate"));
            }
            assertEquals(401, client.post("/v1/chat/completions", "{}").status());
            assertEquals(
                    "invalid_api_key",
                    client.get("/v1/models")
                            .json()
                            .getAsJsonObject()
                            .getAsJsonObject("error")
                            .get("code")
                            .getAsString());
            assertEquals(200, client.get("/v2/health/ready").status());
            assertEquals(200, client.get("/").status());
        }
    }

    @Test
    void readsNothingOfARequestWithoutAKey() {
        try (ScriptedService scripted = ScriptedService.start("", 1, "key");
                RawClient raw = new RawClient(scripted.service().port())) {
            raw.send("POST " + PATH + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 1000\r\nExpect: 100-continue\r\n\r\n");
            String answer = raw.rest(5000);
            assertTrue(answer.startsWith("HTTP/1.1 401"), answer);
        }
    }

    @Test
    void bindsLoopbackAloneWithoutAKey() {
        ServiceSettings settings = SettingsFile.parse("test", "listen: {host: 0.0.0.0, port: 0}\n");
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> Service.start(settings, null));
        assertTrue(String.valueOf(refused.getMessage()).contains("listen.host"), refused.getMessage());
        try (ScriptedService open =
                ScriptedService.start("listen: {host: 0.0.0.0, port: 0}\nsecurity: {allowOpen: true}\n", 1)) {
            assertEquals(200, open.client().post(PATH, request("a", 1, false)).status());
        }
    }

    @Test
    void refusesPagesOfStrangers() {
        try (ScriptedService scripted = ScriptedService.start("security: {origins: ['https://known.example']}\n", 1)) {
            Client client = scripted.client();
            Client.Answer known = ask(client, "Origin", "https://known.example");
            assertEquals(200, known.status());
            assertEquals("https://known.example", known.header("Access-Control-Allow-Origin"));
            Client.Answer strange = ask(client, "Origin", "https://strange.example");
            assertEquals(403, strange.status());
            assertEquals("", strange.header("Access-Control-Allow-Origin"));
            assertEquals(403, ask(client, "Origin", "null").status());
            assertEquals(
                    200,
                    ask(client, "Origin", "http://127.0.0.1:" + client.port()).status());
            Client.Answer preflight = client.send(client.to(PATH)
                    .method("OPTIONS", java.net.http.HttpRequest.BodyPublishers.noBody())
                    .header("Origin", "https://known.example"));
            assertEquals(204, preflight.status());
        }
    }

    @Test
    void answersOnlyToItsOwnNamesWhereItHasNoKeys() {
        try (ScriptedService scripted = ScriptedService.start("", 1)) {
            for (String host : new String[] {"localhost", "127.0.0.1:1", "[::1]:7"}) {
                assertTrue(get(scripted, host).startsWith("HTTP/1.1 200"), host);
            }
            for (String host :
                    new String[] {"evil.example", "8.8.8.8", "localhost.evil.example", "cafe", "1.2.3.4.5"}) {
                assertTrue(get(scripted, host).startsWith("HTTP/1.1 403"), host);
            }
        }
    }

    private static String get(ScriptedService scripted, String host) {
        try (RawClient raw = new RawClient(scripted.service().port())) {
            raw.send("GET /v2/health/live HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
            return raw.rest(5000);
        }
    }

    @Test
    void sendsHeadersThatKeepBrowsersSafe() {
        try (ScriptedService scripted = ScriptedService.start("", 1)) {
            Client.Answer page = scripted.client().get("/");
            assertEquals("nosniff", page.header("X-Content-Type-Options"));
            assertEquals("DENY", page.header("X-Frame-Options"));
            assertTrue(page.header("Content-Security-Policy").contains("script-src 'self'"));
            assertTrue(page.header("Content-Type").startsWith("text/html"));
            Client.Answer answer = scripted.client().post(PATH, request("a", 1, false));
            assertEquals("no-store", answer.header("Cache-Control"));
            assertTrue(answer.header("Content-Security-Policy").startsWith("default-src 'none'"));
        }
    }

    @Test
    void namesRequestsAsTheClientDoesIfALogCanHoldIt() {
        try (ScriptedService scripted = ScriptedService.start("", 1)) {
            assertEquals("my-1", ask(scripted.client(), "X-Request-Id", "my-1").header("X-Request-Id"));
            String other = ask(scripted.client(), "X-Request-Id", "a b").header("X-Request-Id");
            assertTrue(other.matches("[0-9a-f-]{36}"), other);
        }
    }
}
