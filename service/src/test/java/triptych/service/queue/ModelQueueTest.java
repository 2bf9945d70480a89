package triptych.service.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import triptych.apps.Follower;
import triptych.service.problem.ProblemException;

class ModelQueueTest {

    private static final QueueListener NOBODY = new QueueListener() {
        @Override
        public void waited(long nanos) {}

        @Override
        public void ran(int inputs, long nanos) {}
    };

    private final Deadlines deadlines = new Deadlines();
    private final List<List<String>> batches = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch running = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);

    /** The first batch waits for {@link #go}; each input is answered with itself. */
    private List<String> held(String key, List<String> inputs, Follower follower) {
        batches.add(inputs);
        running.countDown();
        try {
            assertTrue(go.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new CancellationException("interrupted");
        }
        return inputs;
    }

    private ModelQueue<String, String, String> queue(BatchPolicy policy) {
        return new ModelQueue<>("test", policy, new Slots(4), this::held, NOBODY);
    }

    private static BatchPolicy policy(int waiting, int inputs, long weight) {
        return new BatchPolicy(waiting, inputs, weight, TimeUnit.MILLISECONDS.toNanos(5), 1);
    }

    private Call call() {
        return deadlines.open(20_000);
    }

    private CompletableFuture<List<String>> submit(
            ModelQueue<String, String, String> queue, String key, String... inputs) {
        return queue.submit(key, List.of(inputs), inputs.length * 10L, call(), null);
    }

    private void lets(ModelQueue<String, String, String> queue, String key, String... inputs) {
        assertFalse(submit(queue, key, inputs).isCompletedExceptionally());
    }

    private void first(ModelQueue<String, String, String> queue) throws InterruptedException {
        lets(queue, "first", "first");
        assertTrue(running.await(10, TimeUnit.SECONDS));
    }

    @AfterEach
    void stop() {
        go.countDown();
        deadlines.close();
    }

    @Test
    void runsEqualKeysTogetherAndKeepsTheOrder() throws InterruptedException {
        try (ModelQueue<String, String, String> queue = queue(policy(100, 8, 1000))) {
            first(queue);
            CompletableFuture<List<String>> a = submit(queue, "x", "1", "2");
            CompletableFuture<List<String>> b = submit(queue, "y", "3");
            CompletableFuture<List<String>> c = submit(queue, "x", "4");
            go.countDown();
            assertEquals(List.of("1", "2"), a.join());
            assertEquals(List.of("3"), b.join());
            assertEquals(List.of("4"), c.join());
            assertEquals(List.of(List.of("first"), List.of("1", "2", "4"), List.of("3")), batches);
        }
    }

    @Test
    void boundsABatchByInputsAndByWeight() throws InterruptedException {
        try (ModelQueue<String, String, String> queue = queue(policy(100, 3, 40))) {
            first(queue);
            List<CompletableFuture<List<String>>> all = new ArrayList<>();
            all.add(submit(queue, "x", "1", "2"));
            all.add(submit(queue, "x", "3", "4"));
            all.add(submit(queue, "x", "5"));
            all.add(submit(queue, "x", "6", "7", "8", "9", "10")); // too large for a batch with others
            go.countDown();
            all.forEach(CompletableFuture::join);
            assertEquals(
                    List.of(
                            List.of("first"),
                            List.of("1", "2", "5"),
                            List.of("3", "4"),
                            List.of("6", "7", "8", "9", "10")),
                    batches);
        }
    }

    @Test
    void takesNoMoreThanItMayHold() throws InterruptedException {
        try (ModelQueue<String, String, String> queue = queue(policy(3, 8, 1000))) {
            first(queue);
            lets(queue, "x", "1", "2");
            ProblemException full = assertThrows(ProblemException.class, () -> submit(queue, "x", "3", "4"));
            assertEquals(429, full.problem().status());
            assertTrue(full.problem().retryAfterSeconds() >= 1);
            lets(queue, "x", "3");
            assertEquals(3, queue.depth());
            go.countDown();
        }
    }

    @Test
    void forgetsThoseForWhomNobodyWaits() throws InterruptedException {
        try (ModelQueue<String, String, String> queue = queue(policy(2, 8, 1000))) {
            first(queue);
            Call left = call();
            CompletableFuture<List<String>> gone = queue.submit("x", List.of("1", "2"), 1, left, null);
            left.end(Call.State.CANCELLED);
            assertTrue(gone.isCancelled());
            // Its place is free at once.
            CompletableFuture<List<String>> next = submit(queue, "x", "3");
            go.countDown();
            next.join();
            assertFalse(batches.contains(List.of("1", "2")), batches.toString());
        }
    }

    @Test
    void saysThatTheTimeIsOver() throws InterruptedException {
        try (ModelQueue<String, String, String> queue = queue(policy(9, 8, 1000))) {
            first(queue);
            CompletableFuture<List<String>> late = queue.submit("x", List.of("1"), 1, deadlines.open(20), null);
            CompletionException expired = assertThrows(CompletionException.class, late::join);
            ProblemException problem = assertInstanceOf(ProblemException.class, expired.getCause());
            assertEquals(504, problem.problem().status());
            go.countDown();
        }
    }

    @Test
    void interruptsABatchOnlyWhenNobodyWaitsForAnyOfIt() throws InterruptedException {
        try (ModelQueue<String, String, String> queue = queue(policy(9, 8, 1000))) {
            Call one = call();
            CompletableFuture<List<String>> held = queue.submit("x", List.of("1"), 1, one, null);
            assertTrue(running.await(10, TimeUnit.SECONDS));
            one.end(Call.State.CANCELLED);
            assertTrue(held.isCancelled());
            // The worker is free though the latch still stands: the next batch has come to it.
            lets(queue, "x", "2");
            for (int i = 0; i < 1000 && batches.size() < 2; i++) {
                Thread.sleep(5);
            }
            assertEquals(List.of("2"), batches.get(1));
            go.countDown();
        }
    }

    @Test
    void leavesABatchAloneWhileSomebodyWaitsForAnyOfIt() throws InterruptedException {
        try (ModelQueue<String, String, String> queue = queue(policy(9, 8, 1000))) {
            Call ahead = call();
            CompletableFuture<List<String>> gone = queue.submit("first", List.of("first"), 1, ahead, null);
            assertTrue(running.await(10, TimeUnit.SECONDS));
            Call one = call();
            CompletableFuture<List<String>> left = queue.submit("x", List.of("1"), 1, one, null);
            CompletableFuture<List<String>> two = submit(queue, "x", "2");
            ahead.end(Call.State.CANCELLED); // The worker is free for the batch of both.
            for (int i = 0; i < 1000 && batches.size() < 2; i++) {
                Thread.sleep(5);
            }
            assertEquals(List.of("1", "2"), batches.get(1));
            one.end(Call.State.CANCELLED);
            go.countDown();
            assertEquals(List.of("2"), two.join());
            assertTrue(gone.isCancelled() && left.isCancelled());
        }
    }

    @Test
    void anErrorReachesAllOfItsBatchAndNoOther() {
        BatchWork<String, String, String> broken = (key, inputs, follower) -> {
            if (inputs.contains("bad")) {
                throw new StackOverflowError("deep");
            }
            return inputs;
        };
        try (ModelQueue<String, String, String> queue =
                new ModelQueue<>("test", policy(9, 8, 1000), new Slots(1), broken, NOBODY)) {
            CompletableFuture<List<String>> bad = submit(queue, "x", "bad");
            CompletionException failed = assertThrows(CompletionException.class, bad::join);
            assertInstanceOf(StackOverflowError.class, failed.getCause());
            assertEquals(List.of("good"), submit(queue, "x", "good").join());
        }
    }

    @Test
    void answersWhatWaitsBeforeItCloses() throws InterruptedException {
        ModelQueue<String, String, String> queue = queue(policy(9, 1, 1000));
        first(queue);
        CompletableFuture<List<String>> waits = submit(queue, "x", "1");
        CompletableFuture<Void> closing = CompletableFuture.runAsync(queue::close);
        for (int i = 0; i < 1000; i++) {
            try {
                lets(queue, "y", "2");
                Thread.sleep(5);
            } catch (ProblemException e) {
                assertEquals(503, e.problem().status());
                break;
            }
        }
        go.countDown();
        closing.orTimeout(10, TimeUnit.SECONDS).join();
        assertEquals(List.of("1"), waits.join());
    }

    @Test
    void runsAtMostAsManyBatchesAsThereArePlacesOverAllModels() throws InterruptedException {
        Slots one = new Slots(1);
        try (ModelQueue<String, String, String> first =
                        new ModelQueue<>("a", policy(9, 8, 1000), one, this::held, NOBODY);
                ModelQueue<String, String, String> second =
                        new ModelQueue<>("b", policy(9, 8, 1000), one, this::held, NOBODY)) {
            first(first);
            CompletableFuture<List<String>> waits = submit(second, "x", "1");
            Thread.sleep(100);
            assertEquals(1, batches.size());
            go.countDown();
            waits.join();
        }
    }
}
