package triptych.service.queue;

/** How fast a model has been answering lately. Threads may share it. */
final class Pace {

    /** How much a new measurement counts. */
    private static final double WEIGHT = 0.2;

    private double nanosPerInput;

    synchronized void note(int inputs, long nanos) {
        double now = (double) nanos / inputs;
        nanosPerInput = nanosPerInput == 0 ? now : nanosPerInput + WEIGHT * (now - nanosPerInput);
    }

    /** How long so many inputs will take. */
    synchronized long nanosFor(int inputs) {
        return (long) (nanosPerInput * inputs);
    }
}
