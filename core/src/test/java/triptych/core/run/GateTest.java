package triptych.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GateTest {

    private final Gate gate = new Gate("the door is closed");
    private final AtomicInteger freed = new AtomicInteger();

    @Test
    void letsCallsInSideBySide() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        CompletableFuture<Boolean> one = CompletableFuture.supplyAsync(() -> gate.pass(() -> meets(both)));
        assertTrue(gate.pass(() -> meets(both)));
        assertTrue(one.get());
    }

    private static boolean meets(CountDownLatch others) {
        others.countDown();
        return waitsFor(others);
    }

    private static boolean waitsFor(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void refusesWhoComesTooLate() {
        gate.close(freed::incrementAndGet);
        ClosedException late = assertThrows(ClosedException.class, () -> gate.pass(freed::incrementAndGet));
        assertEquals("the door is closed", late.getMessage());
        assertEquals(1, freed.get());
    }

    @Test
    void freesOnlyWhenTheLastHasLeftAndRefusesAtOnce() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        CompletableFuture<Boolean> call = CompletableFuture.supplyAsync(() -> gate.pass(() -> {
            inside.countDown();
            return waitsFor(leave) && freed.get() == 0;
        }));
        inside.await();
        CompletableFuture<Void> closing = CompletableFuture.runAsync(() -> gate.close(freed::incrementAndGet));
        while (gate.isOpen()) {
            Thread.onSpinWait();
        }
        assertThrows(ClosedException.class, () -> gate.pass(freed::incrementAndGet));
        assertThrows(TimeoutException.class, () -> closing.get(20, TimeUnit.MILLISECONDS));
        assertFalse(call.isDone());
        leave.countDown();
        assertTrue(call.get());
        closing.get();
        assertEquals(1, freed.get());
    }

    @Test
    void freesOnce() {
        gate.close(freed::incrementAndGet);
        gate.close(freed::incrementAndGet);
        assertEquals(1, freed.get());
    }

    @Test
    void passesOnWhatACallThrowsAndGoesOn() {
        assertThrows(
                ArithmeticException.class,
                () -> gate.pass(() -> {
                    throw new ArithmeticException("of the call");
                }));
        assertTrue(gate.isOpen());
        gate.close(freed::incrementAndGet);
        assertEquals(1, freed.get());
    }
}
