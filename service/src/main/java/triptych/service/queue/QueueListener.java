package triptych.service.queue;

/** Hears what a queue does, for metrics. */
public interface QueueListener {

    /** A batch is about to run; one of its jobs has waited so long. */
    void waited(long nanos);

    /** A batch of so many inputs took so long. */
    void ran(int inputs, long nanos);
}
