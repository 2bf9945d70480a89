package triptych.system.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import triptych.apps.OpenOptions;
import triptych.apps.SentenceEncoder;
import triptych.core.run.ClosedException;

/** A program that exits with 7 while two threads encode; these hear that the process is ending. */
final class ExitsWhileOthersCall {

    private static final List<String> TEXTS = Collections.nCopies(32, "A dog runs on the beach. ".repeat(30));

    private ExitsWhileOthersCall() {}

    /** The program. */
    public static void main(String[] args) throws IOException, InterruptedException {
        SentenceEncoder encoder = SentenceEncoder.open(
                Path.of(System.getProperty("triptych.home"), "models", "sentence-encoder"),
                OpenOptions.defaults().withExecution("compiled").withPrecision("int8"));
        CountDownLatch calling = new CountDownLatch(2);
        for (int i = 0; i < 2; i++) {
            Thread caller = new Thread(() -> {
                calling.countDown();
                try {
                    while (true) {
                        encoder.encodeAll(TEXTS);
                    }
                } catch (ClosedException e) {
                    if (!"the process is ending".equals(e.getMessage())) {
                        throw e;
                    }
                }
            });
            caller.setDaemon(true);
            caller.start();
        }
        calling.await();
        Thread.sleep(500);
        System.exit(7);
    }
}
