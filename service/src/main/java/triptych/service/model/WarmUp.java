package triptych.service.model;

import triptych.service.queue.Call;
import triptych.service.queue.Deadlines;

/** Asks a model before any client does. */
final class WarmUp {

    private static final int MOST_MILLIS = 120_000;

    private WarmUp() {}

    /**
     * Waits for the answer.
     *
     * @throws RuntimeException if there is none
     */
    static void run(Plan plan) {
        try (Deadlines deadlines = new Deadlines()) {
            Call call = deadlines.open(MOST_MILLIS);
            plan.submit(call, null).join();
            call.end(Call.State.DONE);
        }
    }
}
