package triptych.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import triptych.core.generate.Scores;
import triptych.core.nn.Values;
import triptych.core.run.ClosedException;
import triptych.core.run.EagerExecution;
import triptych.core.run.Execution;
import triptych.core.script.CompiledExecution;
import triptych.core.script.Precision;

/** A model that is closed while threads use it: what runs ends well, what comes is refused, the process lives. */
@ParameterizedClass
@EnumSource
@Timeout(120)
class ClosingTest {

    private static final int[][] TOKENS = {{2}, {3}};

    private final Running.How how;
    private final NDManager inputs = Devices.manager(Device.cpu());
    private final TinyWriter network = new TinyWriter();
    private final WriterRoutines routines = WriterRoutines.about(network, WriterRoutines.Source.TEXT);

    ClosingTest(Running.How how) {
        this.how = how;
    }

    @AfterEach
    void close() {
        inputs.close();
    }

    private Execution open() throws IOException {
        NDManager owner = Devices.manager(Device.cpu());
        Values values = new Values(owner);
        EagerExecution eager = new EagerExecution(owner, values);
        return how == Running.How.EAGER
                ? eager
                : CompiledExecution.of(owner, routines.all(), Precision.FLOAT32, values.groups(), () -> eager);
    }

    private DecoderSession begin(Execution execution) {
        long[][] source = {{3, 1, 4}, {5, 9, 2}};
        long[][] mask = {{1, 1, 1}, {1, 1, 0}};
        return DecoderSession.begin(execution, network, routines, inputs.create(source), inputs.create(mask));
    }

    @Test
    void endsASessionCleanlyAtItsNextStep() throws IOException {
        int before = OpenArrays.count();
        Execution execution = open();
        DecoderSession session = begin(execution);
        session.step(TOKENS, Scores.LOGITS);
        execution.close();
        refuses(() -> session.step(TOKENS, Scores.LOGITS));
        refuses(() -> session.keep(new int[] {1, 0}));
        refuses(() -> begin(execution));
        session.close();
        // Two sources and their masks are the caller's.
        assertEquals(before + 4, OpenArrays.count());
    }

    private static void refuses(Runnable call) {
        ClosedException late = assertThrows(ClosedException.class, call::run);
        assertEquals("the model is closed", late.getMessage());
    }

    @Test
    void letsStepsEndThatRunWhileItIsClosed() throws Exception {
        int before = OpenArrays.count();
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            for (int round = 0; round < 60; round++) {
                Execution execution = open();
                // Also makes the weights of the eager one, which are random and made on demand.
                float[] wanted = write(execution);
                CountDownLatch writing = new CountDownLatch(3);
                List<Future<?>> calls = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    calls.add(threads.submit(() -> {
                        writing.countDown();
                        while (true) {
                            assertArrayEquals(wanted, write(execution));
                        }
                    }));
                }
                writing.await();
                Thread.sleep(round % 5);
                execution.close();
                for (Future<?> call : calls) {
                    ExecutionException ended = assertThrows(ExecutionException.class, call::get);
                    assertInstanceOf(ClosedException.class, ended.getCause(), () -> String.valueOf(ended.getCause()));
                }
            }
        } finally {
            threads.shutdownNow();
        }
        inputs.close();
        assertEquals(before, OpenArrays.count());
    }

    private float[] write(Execution execution) {
        try (NDManager own = Devices.manager(Device.cpu());
                DecoderSession session = DecoderSession.begin(
                        execution,
                        network,
                        routines,
                        own.create(new long[][] {{3, 1, 4}, {5, 9, 2}}),
                        own.create(new long[][] {{1, 1, 1}, {1, 1, 0}}))) {
            session.step(TOKENS, Scores.LOGITS);
            session.keep(new int[] {1, 0});
            session.step(TOKENS, Scores.LOGITS);
            return session.step(TOKENS, Scores.LOG_PROBABILITIES);
        }
    }
}
