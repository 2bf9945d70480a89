package triptych.service.queue;

import java.util.ArrayList;
import java.util.List;

/** A request that somebody waits for, until a deadline. Threads may share it. */
public final class Call {

    /** What became of a call. */
    public enum State {
        /** Somebody waits. */
        OPEN,
        /** It was answered, or refused. */
        DONE,
        /** Whoever waited has gone. */
        CANCELLED,
        /** Its deadline has passed. */
        EXPIRED
    }

    private final List<Runnable> watchers = new ArrayList<>();
    private volatile State state = State.OPEN;

    Call() {}

    /** What became of it. */
    public State state() {
        return state;
    }

    /** Whether nobody waits any more. */
    public boolean isOver() {
        return state != State.OPEN;
    }

    /** Says that nobody waits any more. Later words change nothing. */
    public void end(State how) {
        List<Runnable> hear;
        synchronized (this) {
            if (isOver()) {
                return;
            }
            state = how;
            hear = List.copyOf(watchers);
            watchers.clear();
        }
        hear.forEach(Runnable::run);
    }

    /** Lets {@code watcher} run once nobody waits any more; at once if that is so already. */
    public void whenOver(Runnable watcher) {
        synchronized (this) {
            if (!isOver()) {
                watchers.add(watcher);
                return;
            }
        }
        watcher.run();
    }
}
