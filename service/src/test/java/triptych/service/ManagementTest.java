package triptych.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static triptych.service.ScriptedService.PATH;
import static triptych.service.ScriptedService.await;
import static triptych.service.ScriptedService.request;

import com.google.gson.JsonObject;
import org.junit.jupiter.api.Test;

/** Probes, metrics and facts. */
class ManagementTest {

    @Test
    void answersProbes() {
        try (ScriptedService scripted = ScriptedService.start("", 1)) {
            for (String path : new String[] {"/health/live", "/health/ready", "/health/started"}) {
                assertEquals(200, scripted.management().get(path).status(), path);
            }
            assertEquals(404, scripted.client().get("/metrics").status());
            JsonObject info = scripted.management().get("/info").json().getAsJsonObject();
            assertEquals("ready", info.get("phase").getAsString());
            assertEquals(1, info.getAsJsonArray("models").size());
        }
    }

    @Test
    void countsWhatItDoes() {
        try (ScriptedService scripted = ScriptedService.start("", 1)) {
            Client client = scripted.client();
            for (int i = 0; i < 3; i++) {
                client.post(PATH, request("a", 1, false));
            }
            client.post(PATH, "{}");
            assertEquals(
                    3,
                    client.lines(PATH, request("a", 2, true))
                            .body()
                            .filter(line -> !line.isEmpty())
                            .count());
            await(
                    "five",
                    () -> metric(scripted, "triptych_requests_seconds_count").size() > 1);
            String all = scripted.management().get("/metrics").body();
            assertTrue(
                    all.contains("triptych_requests_seconds_count{operation=\"text-generation\",status=\"200\"} 4"),
                    all);
            assertTrue(
                    all.contains("triptych_requests_seconds_count{operation=\"text-generation\",status=\"400\"} 1"),
                    all);
            assertTrue(all.contains("triptych_first_token_seconds_count{operation=\"text-generation\"} 1"), all);
            assertTrue(all.contains("triptych_inputs_total{model=\"scripted\"} 5.0"), all); // one to warm up
            assertTrue(all.contains("triptych_queue_inputs{model=\"scripted\"} 0.0"), all);
            assertTrue(all.contains("triptych_requests_in_flight 0.0"), all);
            assertTrue(all.contains("jvm_memory_used_bytes"), all);
        }
    }

    private static java.util.List<String> metric(ScriptedService scripted, String name) {
        return scripted.management()
                .get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .toList();
    }
}
