package triptych.service.queue;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Opens calls and ends those whose time is over. */
public final class Deadlines implements AutoCloseable {

    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, work -> {
        Thread thread = new Thread(work, "deadlines");
        thread.setDaemon(true);
        return thread;
    });

    /** Starts the clock. */
    public Deadlines() {
        clock.setRemoveOnCancelPolicy(true);
    }

    /** Opens a call that expires after some time, in milliseconds. */
    public Call open(int millis) {
        Call call = new Call();
        ScheduledFuture<?> timer = clock.schedule(() -> call.end(Call.State.EXPIRED), millis, TimeUnit.MILLISECONDS);
        call.whenOver(() -> timer.cancel(false));
        return call;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
