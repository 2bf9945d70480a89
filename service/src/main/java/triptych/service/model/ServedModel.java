package triptych.service.model;

import java.util.List;
import triptych.service.contract.Task;

/** A model that is open and answers requests. */
public interface ServedModel extends AutoCloseable {

    /** The name under which it is served. */
    String name();

    /** What it does; the first is what it does where nobody says. */
    List<Task> tasks();

    /** How many inputs wait for it. */
    int waiting();

    /**
     * Answers a request of its own making through its queue, so that the first of a client finds all loaded.
     *
     * @throws RuntimeException if it cannot
     */
    void warmUp();

    /** Answers what waits, takes no more, and frees the model. */
    @Override
    void close();
}
