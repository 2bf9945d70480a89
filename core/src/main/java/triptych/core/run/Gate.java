package triptych.core.run;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Lets any number of calls in until it is closed, and waits for those inside before it frees what they use: native
 * memory that is freed under a running call takes the process with it.
 */
public final class Gate {

    private final String refusal;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private volatile boolean closed;
    private boolean freed;

    /**
     * An open gate.
     *
     * @param refusal what those hear who come too late: "the model is closed"
     */
    public Gate(String refusal) {
        this.refusal = refusal;
    }

    /**
     * Runs {@code call}, which must not close this gate.
     *
     * @throws ClosedException if the gate is closed
     */
    public <T> T pass(Supplier<T> call) {
        check();
        lock.readLock().lock();
        try {
            check();
            return call.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Runs {@code call} if the gate is open. */
    void passOrSkip(Runnable call) {
        lock.readLock().lock();
        try {
            if (!closed) {
                call.run();
            }
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Whether calls are let in. */
    public boolean isOpen() {
        return !closed;
    }

    private void check() {
        if (closed) {
            throw new ClosedException(refusal);
        }
    }

    /** Lets nobody in any more and, when the last call has left, runs {@code freeing}; a second time, only waits. */
    public void close(Runnable freeing) {
        closed = true;
        lock.writeLock().lock();
        try {
            if (!freed) {
                freed = true;
                freeing.run();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}
