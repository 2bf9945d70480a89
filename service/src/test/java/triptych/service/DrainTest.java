package triptych.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static triptych.service.ScriptedService.PATH;
import static triptych.service.ScriptedService.await;
import static triptych.service.ScriptedService.request;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import triptych.service.settings.SettingsFile;

/** How the service begins and ends. */
class DrainTest {

    @Test
    void finishesWhatItHasAndTakesNoMore() {
        ScriptedService scripted = ScriptedService.start("shutdown: {graceMillis: 1500}\n", 20);
        Client client = scripted.client();
        CompletableFuture<Client.Answer> whole = client.begin(client.json(PATH, request("whole", 150, false)));
        await("whole runs", () -> scripted.model().steps("whole") > 0);
        CompletableFuture<List<String>> streamed = CompletableFuture.supplyAsync(() -> {
            HttpResponse<Stream<String>> response = client.lines(PATH, request("streamed", 5, true));
            return response.body().filter(line -> !line.isEmpty()).toList();
        });
        await("streamed waits", () -> scripted.model().waiting() == 1);
        CompletableFuture<Void> closing = CompletableFuture.runAsync(scripted::close);
        await("not ready", () -> client.get("/v2/health/ready").status() == 503);
        assertEquals(503, scripted.management().get("/health/ready").status());
        assertEquals(200, scripted.management().get("/health/live").status());
        // Who comes within the grace period is answered.
        CompletableFuture<Client.Answer> late = client.begin(client.json(PATH, request("late", 1, false)));
        await("late waits", () -> scripted.model().waiting() == 2);
        assertEquals(200, whole.join().status());
        assertEquals(6, streamed.join().size());
        assertEquals(200, late.join().status());
        closing.orTimeout(20, TimeUnit.SECONDS).join();
        assertTrue(scripted.model().isClosed());
        assertThrows(UncheckedIOException.class, () -> client.get("/v2/health/live"));
    }

    @Test
    void givesUpWhatTakesTooLong() {
        ScriptedService scripted = ScriptedService.start("shutdown: {graceMillis: 0, drainMillis: 300}\n", 20);
        Client client = scripted.client();
        CompletableFuture<Client.Answer> endless = client.begin(client.json(PATH, request("endless", 100_000, false)));
        await("runs", () -> scripted.model().steps("endless") > 0);
        long start = System.nanoTime();
        scripted.close();
        assertTrue(System.nanoTime() - start < 5_000_000_000L);
        assertTrue(scripted.model().isClosed());
        await("an end", endless::isDone);
    }

    @Test
    void isNotReadyBeforeItsModelsHaveAnswered() {
        CompletableFuture<Void> hold = new CompletableFuture<>();
        String yaml = """
                listen: {port: 0}
                management: {port: 0}
                shutdown: {graceMillis: 0}
                models: {scripted: {tasks: [text-generation]}}
                """;
        try (Service service = Service.start(SettingsFile.parse("test", yaml), null, serving -> (name, ignored) -> {
            hold.join();
            return new triptych.service.model.ScriptedModel(name, serving, 1);
        })) {
            Client client = new Client(service.port());
            assertEquals(200, client.get("/v2/health/live").status());
            assertEquals(503, client.get("/v2/health/ready").status());
            assertEquals(
                    503,
                    new Client(service.managementPort()).get("/health/started").status());
            Client.Answer early = client.post(PATH, request("early", 1, false));
            assertEquals(503, early.status(), early.body());
            assertEquals("1", early.header("Retry-After"));
            hold.complete(null);
            service.ready().orTimeout(10, TimeUnit.SECONDS).join();
            assertEquals(200, client.get("/v2/health/ready").status());
            assertEquals(200, client.post(PATH, request("now", 1, false)).status());
        }
    }

    @Test
    void saysWhichModelCannotBeOpened() {
        String yaml = """
                listen: {port: 0}
                management: {port: 0}
                models: {missing: {folder: /no/such/folder, tasks: [translation]}}
                """;
        try (Service service = Service.start(SettingsFile.parse("test", yaml), null)) {
            Throwable error = assertThrows(
                    java.util.concurrent.CompletionException.class,
                    () -> service.ready().orTimeout(10, TimeUnit.SECONDS).join());
            assertTrue(String.valueOf(error.getMessage()).contains("/no/such/folder"), error.getMessage());
        }
    }

    @Test
    void saysThatAPortIsTaken() {
        try (ScriptedService scripted = ScriptedService.start("", 1)) {
            String yaml = "listen: {port: " + scripted.service().port() + "}\nmanagement: {port: 0}\n";
            ServeException taken =
                    assertThrows(ServeException.class, () -> Service.start(SettingsFile.parse("test", yaml), null));
            assertTrue(String.valueOf(taken.getMessage()).contains("cannot be bound"), taken.getMessage());
        }
    }
}
