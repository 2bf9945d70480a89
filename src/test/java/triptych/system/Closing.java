package triptych.system;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import triptych.core.run.ClosedException;

/** Closes something while threads use it. */
public final class Closing {

    private static final int CALLERS = 3;

    private Closing() {}

    /**
     * Lets three threads call again and again, and closes what they use after some time.
     *
     * @param call one call, which may also check its answer
     * @throws AssertionError if a call ends with anything but a {@link ClosedException}
     */
    public static void during(Callable<?> call, long millis, AutoCloseable used) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
        try {
            CountDownLatch calling = new CountDownLatch(CALLERS);
            List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                calls.add(threads.submit(() -> {
                    calling.countDown();
                    while (true) {
                        call.call();
                    }
                }));
            }
            calling.await();
            Thread.sleep(millis);
            used.close();
            for (Future<?> one : calls) {
                ExecutionException ended = assertThrows(ExecutionException.class, one::get);
                assertInstanceOf(ClosedException.class, ended.getCause());
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
