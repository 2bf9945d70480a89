package triptych.service.http;

/** How far the service is: it starts, takes requests, finishes what it has. Threads may share it. */
public final class Lifecycle {

    /** How far. */
    public enum Phase {
        /** Models are being opened. */
        STARTING,
        /** Models have answered, requests are taken. */
        READY,
        /** No more shall come: others are told so, those that come are still taken. */
        LEAVING,
        /** What is being answered is finished, nothing else is taken. */
        DRAINING
    }

    private volatile Phase phase = Phase.STARTING;

    /** How far it is. */
    public Phase phase() {
        return phase;
    }

    /** Goes on to a later phase; never back. */
    public synchronized void enter(Phase next) {
        if (next.compareTo(phase) > 0) {
            phase = next;
        }
    }

    /** Whether others should send requests. */
    public boolean isReady() {
        return phase() == Phase.READY;
    }

    boolean takesRequests() {
        return phase() == Phase.READY || phase() == Phase.LEAVING;
    }
}
