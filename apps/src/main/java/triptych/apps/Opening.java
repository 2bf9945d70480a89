package triptych.apps;

import java.util.ArrayDeque;
import java.util.Deque;

/** Closes what was opened already if a later step of opening fails. */
final class Opening implements AutoCloseable {

    private final Deque<Runnable> open = new ArrayDeque<>();

    /**
     * Notes what was opened.
     *
     * @param close closes it
     */
    <T> T with(T opened, Runnable close) {
        open.push(close);
        return opened;
    }

    /** Hands all to {@code owner}, which closes it from now on. */
    <T> T done(T owner) {
        open.clear();
        return owner;
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            open.pop().run();
        }
    }
}
