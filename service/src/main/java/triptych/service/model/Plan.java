package triptych.service.model;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import triptych.service.queue.Call;
import triptych.service.queue.PartSink;

/** A request that was checked: all that could be refused about it has been. */
public interface Plan {

    /**
     * Lets it wait for the model.
     *
     * @param call given up when it is over
     * @param parts hears the text while it is written; null for nobody. Only for a plan that streams
     * @return the answer; an error is a {@link triptych.service.problem.ProblemException} where the client is told
     * @throws triptych.service.problem.ProblemException if the model's queue is full
     */
    CompletableFuture<Answer> submit(Call call, @Nullable PartSink parts);

    /** Whether its text can be told while it is written: one text, and no beams. */
    boolean streams();
}
