package triptych.service.queue;

import java.util.concurrent.Semaphore;

/**
 * Places for batches that run at once, over all models: more would only take the processor from each other. Models are
 * served in the order in which they ask.
 */
public final class Slots {

    private final Semaphore places;

    /** So many. */
    public Slots(int count) {
        places = new Semaphore(count, true);
    }

    void run(Runnable batch) throws InterruptedException {
        places.acquire();
        try {
            batch.run();
        } finally {
            places.release();
        }
    }
}
