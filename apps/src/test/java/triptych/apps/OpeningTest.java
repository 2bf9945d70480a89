package triptych.apps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class OpeningTest {

    private final List<String> closed = Collections.synchronizedList(new ArrayList<>());

    @Test
    void closesWhatWasOpenedWhenALaterStepFails() {
        try (Opening opening = new Opening()) {
            opening.with("first", () -> closed.add("first"));
            opening.with("second", () -> closed.add("second"));
        }
        assertEquals(List.of("second", "first"), closed);
    }

    @Test
    void closesNothingThatHasAnOwner() {
        try (Opening opening = new Opening()) {
            opening.with("first", () -> closed.add("first"));
            assertEquals("owner", opening.done("owner"));
        }
        assertEquals(List.of(), closed);
    }

    @Test
    void givesWhatWasOpenedMeanwhile() throws Exception {
        CountDownLatch looked = new CountDownLatch(1);
        try (Opening opening = new Opening()) {
            Opening.Step<String> step = opening.meanwhile(
                    () -> {
                        await(looked);
                        return "model";
                    },
                    closed::add);
            looked.countDown();
            assertEquals("model", opening.done(step.get()));
        }
        assertEquals(List.of(), closed);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void closesWhatIsStillOpeningWhenAnotherStepFails() {
        CountDownLatch failed = new CountDownLatch(1);
        IOException broken = new IOException("the tokenizer is broken");
        Exception thrown = assertThrows(IOException.class, () -> {
            try (Opening opening = new Opening()) {
                opening.meanwhile(
                        () -> {
                            await(failed);
                            return "model";
                        },
                        closed::add);
                failed.countDown();
                throw broken;
            }
        });
        assertSame(broken, thrown);
        assertEquals(List.of("model"), closed);
    }

    @Test
    void throwsWhatOpeningMeanwhileThrows() {
        for (Exception thrown : List.of(new IOException("no file"), new IllegalArgumentException("no device"))) {
            try (Opening opening = new Opening()) {
                Opening.Step<String> step = opening.meanwhile(() -> fail(thrown), closed::add);
                assertSame(thrown, assertThrows(thrown.getClass(), step::get));
            }
        }
        assertEquals(List.of(), closed);
    }

    private static String fail(Exception thrown) throws IOException {
        if (thrown instanceof IOException unread) {
            throw unread;
        }
        throw (RuntimeException) thrown;
    }
}
