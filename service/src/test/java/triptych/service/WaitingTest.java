package triptych.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static triptych.service.ScriptedService.PATH;
import static triptych.service.ScriptedService.await;
import static triptych.service.ScriptedService.request;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What becomes of requests that must wait, with a model whose steps take as long as a test says. */
class WaitingTest {

    @Test
    void runsRequestsOfTheSameSettingsSideBySide() {
        try (ScriptedService scripted = ScriptedService.start("", 20)) {
            Client client = scripted.client();
            List<CompletableFuture<Client.Answer>> answers = new ArrayList<>();
            answers.add(client.begin(client.json(PATH, request("first", 10, false))));
            await("first runs", () -> scripted.model().steps("first") > 0);
            for (int i = 0; i < 6; i++) {
                answers.add(client.begin(client.json(PATH, request("t" + i, i < 4 ? 3 : 5, false))));
            }
            answers.forEach(answer -> assertEquals(200, answer.join().status()));
            List<Integer> sizes = scripted.model().batches().stream()
                    .skip(2) // warming up, and the first
                    .map(List::size)
                    .sorted()
                    .toList();
            assertEquals(List.of(2, 4), sizes, scripted.model().batches().toString());
        }
    }

    @Test
    void tellsThoseWhoComeWhenTheQueueIsFullToComeAgain() {
        String full = "queue: {inputs: 2}\nlimits: {inputs: 2}\n";
        try (ScriptedService scripted = ScriptedService.start(full, 50)) {
            Client client = scripted.client();
            List<CompletableFuture<Client.Answer>> answers = new ArrayList<>();
            answers.add(client.begin(client.json(PATH, request("first", 20, false))));
            await("first runs", () -> scripted.model().steps("first") > 0);
            answers.add(client.begin(client.json(PATH, request("second", 1, false))));
            answers.add(client.begin(client.json(PATH, request("third", 1, false))));
            await("two wait", () -> scripted.model().waiting() == 2);
            Client.Answer refused = client.post(PATH, request("fourth", 1, false));
            assertEquals(429, refused.status(), refused.body());
            int seconds = Integer.parseInt(refused.header("Retry-After"));
            assertTrue(seconds >= 1 && seconds <= 30, refused.header("Retry-After"));
            assertTrue(refused.body().contains("\"error_type\":\"overloaded\""), refused.body());
            answers.forEach(answer -> assertEquals(200, answer.join().status()));
            assertEquals(0, scripted.model().steps("fourth"));
        }
    }

    @Test
    void givesUpWhatIsNotAnsweredInTime() {
        try (ScriptedService scripted = ScriptedService.start("queue: {deadlineMillis: 300}\n", 30)) {
            Client client = scripted.client();
            CompletableFuture<Client.Answer> running = client.begin(client.json(PATH, request("running", 1000, false)));
            await("running", () -> scripted.model().steps("running") > 0);
            Client.Answer waiting = client.post(PATH, request("waiting", 2, false));
            assertEquals(504, running.join().status(), running.join().body());
            assertTrue(running.join().body().contains("timeout"), running.join().body());
            // The place of the first was free at once: the second had time left.
            assertTrue(waiting.status() == 200 || waiting.status() == 504, waiting.body());
            int steps = scripted.model().steps("running");
            assertTrue(steps < 15, "made " + steps + " steps");
            assertEquals(200, client.post(PATH, request("after", 1, false)).status());
            assertEquals(steps, scripted.model().steps("running"));
        }
    }

    @Test
    void aClientThatGoesAwayFreesItsPlaceWithinOneStep() {
        try (ScriptedService scripted = ScriptedService.start("", 50)) {
            Client client = scripted.client();
            HttpResponse<Stream<String>> response = client.lines(PATH, request("gone", 1000, true));
            try (Stream<String> lines = response.body()) {
                Iterator<String> heard = lines.iterator();
                assertTrue(heard.next().contains("w0"));
            }
            int then = scripted.model().steps("gone");
            assertEquals(200, client.post(PATH, request("next", 1, false)).status());
            int steps = scripted.model().steps("gone");
            assertTrue(steps <= then + 2, "made " + (steps - then) + " steps for nobody");
            await("none in flight", () -> scripted.service().inFlight() == 0);
        }
    }

    @Test
    void aClientThatGoesAwayWithoutAStreamFreesItsPlaceToo() {
        try (ScriptedService scripted = ScriptedService.start("", 50)) {
            Client client = scripted.client();
            RawClient gone = new RawClient(scripted.service().port());
            gone.post(PATH, request("gone", 1000, false));
            await("runs", () -> scripted.model().steps("gone") > 0);
            gone.close();
            assertEquals(200, client.post(PATH, request("next", 1, false)).status());
            assertTrue(scripted.model().steps("gone") < 20);
            await("none in flight", () -> scripted.service().inFlight() == 0);
        }
    }

    @Test
    void streamsWhileOthersOfItsBatchGoOn() {
        try (ScriptedService scripted = ScriptedService.start("", 20)) {
            Client client = scripted.client();
            CompletableFuture<Client.Answer> first = client.begin(client.json(PATH, request("first", 20, false)));
            await("first runs", () -> scripted.model().steps("first") > 0);
            CompletableFuture<Client.Answer> beside = client.begin(client.json(PATH, request("beside", 8, false)));
            await("one waits", () -> scripted.model().waiting() == 1);
            List<String> lines = client.lines(PATH, request("streamed", 8, true))
                    .body()
                    .filter(line -> !line.isEmpty())
                    .toList();
            assertEquals(9, lines.size(), lines.toString());
            assertTrue(scripted.model().batches().contains(List.of("beside", "streamed")));
            assertEquals(200, beside.join().status());
            assertEquals(200, first.join().status());
        }
    }

    @Test
    void saysNothingOfItsInsideWhenItFails() {
        try (ScriptedService scripted = ScriptedService.start("", 1)) {
            Client.Answer answer = scripted.client().post(PATH, request("fail", 1, false));
            assertEquals(500, answer.status());
            assertFalse(answer.body().contains("secret"), answer.body());
            assertFalse(answer.body().contains("triptych"), answer.body());
            assertTrue(answer.body().contains(answer.header("X-Request-Id")), answer.body());
            assertEquals(
                    200, scripted.client().post(PATH, request("next", 1, false)).status());
        }
    }

    @Test
    void refusesMoreRequestsThanItWorksOn() {
        try (ScriptedService scripted = ScriptedService.start("limits: {requests: 1}\n", 50)) {
            Client client = scripted.client();
            CompletableFuture<Client.Answer> first = client.begin(client.json(PATH, request("first", 20, false)));
            await("first runs", () -> scripted.model().steps("first") > 0);
            assertEquals(429, client.post(PATH, request("second", 1, false)).status());
            assertEquals(200, first.join().status());
            assertEquals(200, client.post(PATH, request("third", 1, false)).status());
        }
    }
}
